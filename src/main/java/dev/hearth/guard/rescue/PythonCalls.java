package dev.hearth.guard.rescue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.guard.json.LooseJson;
import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls written as Python: {@code [fetch(url="…"), save(n=1)]} or one a line. */
final class PythonCalls {
  /** Wrappers that print the result of a call and mean nothing else. */
  private static final Set<String> PRINTERS = Set.of("print");

  private final ToolNames tools;
  private final String text;
  private int at;

  private PythonCalls(ToolNames tools, String text) {
    this.tools = tools;
    this.text = text;
  }

  /** All the calls, or none when the text holds anything else. */
  static List<WrittenCall> read(ToolNames tools, String text) {
    return new PythonCalls(tools, text).calls();
  }

  private List<WrittenCall> calls() {
    List<WrittenCall> calls = new ArrayList<>();
    skip(" \t\r\n[");
    while (at < text.length()) {
      Optional<WrittenCall> call = call(true);
      if (call.isEmpty()) {
        return List.of();
      }
      calls.add(call.get());
      skip(" \t\r\n,;]");
    }
    return calls;
  }

  private Optional<WrittenCall> call(boolean mayPrint) {
    String name = name();
    skip(" ");
    if (name.isEmpty() || !eat('(')) {
      return Optional.empty();
    }
    if (mayPrint && PRINTERS.contains(name) && tools.exact(name).isEmpty()) {
      skip(" \t\r\n");
      Optional<WrittenCall> inner = call(false);
      skip(" \t\r\n");
      return inner.filter(_ -> eat(')'));
    }
    return arguments(name).map(arguments -> new WrittenCall(callee(name), arguments));
  }

  /** {@code brave_search.call} is how Llama calls what it was born with. */
  private String callee(String name) {
    return name.endsWith(".call") && tools.meant(name).isEmpty()
        ? name.substring(0, name.length() - ".call".length())
        : name;
  }

  private Optional<ObjectNode> arguments(String name) {
    ObjectNode arguments = Json.object();
    while (true) {
      skip(" \t\r\n");
      if (eat(')')) {
        return Optional.of(arguments);
      }
      int start = at;
      String key = name();
      skip(" ");
      if (key.isEmpty() || !eat('=')) {
        at = start;
        List<String> properties =
            tools.meant(callee(name)).map(tools::properties).orElse(List.of());
        if (properties.size() != 1 || !arguments.isEmpty()) {
          return Optional.empty();
        }
        key = properties.getFirst();
      }
      Optional<LooseJson.Read> value = LooseJson.at(text, at, "", false);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      arguments.set(key, value.get().value());
      at = value.get().end();
      skip(" \t\r\n");
      if (!eat(',') && (at >= text.length() || text.charAt(at) != ')')) {
        return Optional.empty();
      }
    }
  }

  private String name() {
    int from = at;
    while (at < text.length() && Match.nameChar(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean eat(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
