package dev.hearth.traffic.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two calls at the same place of two replies.
 *
 * @param left the tool called first, empty when there is no such call
 * @param right the tool called in the second
 * @param changes where the arguments differ
 */
public record CallDiff(String left, String right, List<ArgumentChange> changes) {
  public CallDiff {
    changes = List.copyOf(changes);
  }

  /** Whether the same tool is called with the same arguments. */
  public boolean same() {
    return left.equals(right) && changes.isEmpty();
  }

  /** Pairs the calls of two replies by position. */
  public static List<CallDiff> of(List<ToolCall> left, List<ToolCall> right) {
    List<CallDiff> diffs = new ArrayList<>();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      diffs.add(of(at(left, i), at(right, i)));
    }
    return diffs;
  }

  private static Optional<ToolCall> at(List<ToolCall> calls, int i) {
    return i < calls.size() ? Optional.of(calls.get(i)) : Optional.empty();
  }

  private static CallDiff of(Optional<ToolCall> left, Optional<ToolCall> right) {
    return new CallDiff(
        left.map(ToolCall::name).orElse(""),
        right.map(ToolCall::name).orElse(""),
        changes(
            left.map(ToolCall::arguments).orElse(""), right.map(ToolCall::arguments).orElse("")));
  }

  /** Where two JSON texts differ; texts that are no JSON are compared whole. */
  public static List<ArgumentChange> changes(String left, String right) {
    Optional<JsonNode> a = Json.parse(left);
    Optional<JsonNode> b = Json.parse(right);
    List<ArgumentChange> changes = new ArrayList<>();
    if (a.isPresent() && b.isPresent()) {
      compare("", a.get(), b.get(), changes);
    } else if (!left.equals(right)) {
      changes.add(new ArgumentChange("", left, right));
    }
    return changes;
  }

  private static void compare(
      String path, JsonNode left, JsonNode right, List<ArgumentChange> changes) {
    if (left.equals(right)) {
      return;
    }
    if (left.isObject() && right.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      left.fieldNames().forEachRemaining(names::add);
      right.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        compare(path + "/" + escaped, left.path(name), right.path(name), changes);
      }
    } else if (left.isArray() && right.isArray()) {
      for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
        compare(path + "/" + i, left.path(i), right.path(i), changes);
      }
    } else {
      changes.add(new ArgumentChange(path, text(left), text(right)));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "" : Json.text(node);
  }
}
