package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Puts the fragments of native calls together although servers number, name and identify them in
 * many ways: with gaps, with one number for all, without numbers, without ids, with the name in
 * every fragment.
 */
final class CallTracker {
  private static final class Call {
    private final int index;
    private final String key;
    private String backendId;
    private String name = "";
    private boolean started;
    private final StringBuilder waiting = new StringBuilder();

    Call(int index, String key, String backendId) {
      this.index = index;
      this.key = key;
      this.backendId = backendId;
    }
  }

  private static final String NO_KEY = "";

  private final Supplier<String> tokens;
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  CallTracker(Supplier<String> tokens) {
    this.tokens = tokens;
  }

  boolean any() {
    return !calls.isEmpty();
  }

  /** One element of {@code tool_calls}. */
  void fragment(JsonNode element, List<Delta> out) {
    JsonNode function = element.path("function");
    JsonNode index = element.path("index");
    String key = index.isIntegralNumber() ? index.asText() : NO_KEY;
    take(key, word(element, "id"), word(function, "name"), function.path("arguments"), out);
  }

  /** The legacy {@code function_call}. */
  void legacy(JsonNode call, List<Delta> out) {
    take("legacy", "", word(call, "name"), call.path("arguments"), out);
  }

  /** No more fragments come: calls that never got a name are told as they are. */
  void end(List<Delta> out) {
    for (Call call : calls) {
      if (!call.started) {
        start(call, out);
      }
    }
  }

  private void take(String key, String id, String name, JsonNode arguments, List<Delta> out) {
    Call call = find(key, id, name);
    if (call == null) {
      call = new Call(calls.size(), key, id);
      calls.add(call);
    } else if (call.backendId.isEmpty()) {
      call.backendId = id;
    }
    if (!call.started && !name.isEmpty()) {
      call.name = name;
      start(call, out);
    }
    String text = text(arguments);
    if (text.isEmpty()) {
      return;
    }
    if (call.started) {
      out.add(new Delta.CallArguments(call.index, text));
    } else {
      call.waiting.append(text);
    }
  }

  /** The call a fragment belongs to, or null when it begins a new one. */
  private Call find(String key, String id, String name) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      Call call = calls.get(i);
      boolean otherId = !id.isEmpty() && !call.backendId.isEmpty() && !id.equals(call.backendId);
      if (key.isEmpty()) {
        boolean begins = otherId || (id.isEmpty() && !name.isEmpty() && call.started);
        return begins ? byId(id) : call;
      }
      if (call.key.equals(key)) {
        // Some servers give every call the number 0; a new id together with a name tells them
        // apart.
        return otherId && !name.isEmpty() ? byId(id) : call;
      }
    }
    return null;
  }

  private Call byId(String id) {
    return calls.stream()
        .filter(c -> !id.isEmpty() && c.backendId.equals(id))
        .findFirst()
        .orElse(null);
  }

  private void start(Call call, List<Delta> out) {
    call.started = true;
    String id = call.backendId;
    if (id.isEmpty() || !ids.add(id)) {
      id = "call_" + tokens.get();
      ids.add(id);
    }
    out.add(new Delta.CallStart(call.index, id, call.name));
    if (!call.waiting.isEmpty()) {
      out.add(new Delta.CallArguments(call.index, call.waiting.toString()));
    }
  }

  private static String word(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  private static String text(JsonNode arguments) {
    if (arguments.isMissingNode() || arguments.isNull()) {
      return "";
    }
    return arguments.isTextual() ? arguments.textValue() : Json.text(arguments);
  }
}
