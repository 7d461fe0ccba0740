package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A function a client offers, as far as the practice server looks at it. */
record OfferedTool(String name, String description, JsonNode parameters) {
  private static final Set<String> HARMLESS =
      Set.of(
          "get", "read", "list", "search", "find", "glob", "grep", "ls", "look", "view", "show",
          "fetch", "query", "weather", "time", "lookup");
  private static final Set<String> CHANGING =
      Set.of(
          "write",
          "edit",
          "delete",
          "remove",
          "bash",
          "shell",
          "exec",
          "execute",
          "run",
          "command",
          "kill",
          "create",
          "update",
          "push",
          "commit",
          "send",
          "post",
          "patch",
          "move",
          "rename",
          "terminal",
          "apply");

  static List<OfferedTool> from(JsonNode tools) {
    List<OfferedTool> offered = new ArrayList<>();
    for (JsonNode tool : tools) {
      JsonNode function = tool.path("function");
      if (function.path("name").isTextual()) {
        JsonNode schema = function.path("parameters");
        offered.add(
            new OfferedTool(
                function.path("name").asText(),
                function.path("description").asText(""),
                schema.isObject() ? schema : JsonNodeFactory.instance.objectNode()));
      }
    }
    return offered;
  }

  /** The parts of its name, in lower case. */
  List<String> words() {
    String spread = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2");
    return Arrays.stream(spread.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  boolean looksHarmless() {
    List<String> words = words();
    // The sample file is text.
    return words.stream().anyMatch(HARMLESS::contains)
        && !words.contains("image")
        && !words.contains("notebook")
        && !looksChanging();
  }

  boolean looksChanging() {
    return words().stream().anyMatch(CHANGING::contains);
  }
}
