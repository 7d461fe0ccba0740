package dev.hearth.guard.rescue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.guard.json.JsonSpan;
import dev.hearth.guard.json.LooseJson;
import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands between the markers of a call, whichever way the model filled them. */
final class Body {
  private final ToolNames tools;
  private final boolean mayClose;

  /**
   * @param mayClose whether closing brackets or tags missing at the end may be supplied
   */
  Body(ToolNames tools, boolean mayClose) {
    this.tools = tools;
    this.mayClose = mayClose;
  }

  /** The calls in the body, or what it is instead. */
  Outcome read(String raw, boolean cut) {
    String body = unfenced(raw.strip());
    List<WrittenCall> calls = calls(body);
    return calls.isEmpty() ? new Outcome.Broken(mentioned(body), cut) : new Outcome.Calls(calls);
  }

  private List<WrittenCall> calls(String body) {
    if (body.isEmpty()) {
      return List.of();
    }
    if (body.startsWith("<")) {
      return XmlCalls.read(body, mayClose);
    }
    if (body.startsWith("{") || body.startsWith("[")) {
      List<WrittenCall> values = values(body);
      return !values.isEmpty() || body.startsWith("{") ? values : PythonCalls.read(tools, body);
    }
    return named(body);
  }

  /** Several JSON values in a row, with or without something between them. */
  private List<WrittenCall> values(String body) {
    List<WrittenCall> calls = new ArrayList<>();
    JsonCalls json = new JsonCalls(tools, true);
    int at = 0;
    while (at < body.length()) {
      JsonSpan span = new JsonSpan(at, List.of());
      boolean closed = span.read(body, body.length(), true) == JsonSpan.State.CLOSED;
      List<WrittenCall> more = json.read(body.substring(at, span.end()), mayClose && !closed);
      if (more.isEmpty()) {
        return List.of();
      }
      calls.addAll(more);
      at = span.end();
      // One closing bracket too many is a common slip, and nothing is lost without it.
      while (at < body.length() && body.charAt(at) != '{' && body.charAt(at) != '[') {
        if (" \t\r\n,;}]".indexOf(body.charAt(at)) < 0) {
          return List.of();
        }
        at++;
      }
    }
    return calls;
  }

  /** A name, then the arguments in one of several forms. */
  private List<WrittenCall> named(String body) {
    if (body.contains("<arg_key>") || tools.meant(body).isPresent()) {
      return XmlCalls.pairs(body, tools);
    }
    String text = body.startsWith("call:") ? body.substring("call:".length()) : body;
    int end = 0;
    while (end < text.length() && (Match.nameChar(text.charAt(end)) || text.charAt(end) == ':')) {
      end++;
    }
    String name = text.substring(0, end);
    String rest = text.substring(end).strip();
    if (name.isEmpty() || rest.isEmpty()) {
      return List.of();
    }
    if (rest.startsWith("(")) {
      return PythonCalls.read(tools, text);
    }
    String json = unfenced(rest);
    return json.startsWith("{")
        ? arguments(json).map(value -> List.of(new WrittenCall(name, value))).orElse(List.of())
        : XmlCalls.read(rest, mayClose);
  }

  /** One object, strictly or with the string marks of Gemma's format. */
  Optional<JsonNode> arguments(String json) {
    Optional<JsonNode> strict = Json.parse(json);
    if (strict.isPresent()) {
      return strict;
    }
    for (String quote : List.of("<|\"|>", "<escape>")) {
      if (json.contains(quote)) {
        return LooseJson.at(json, 0, quote, mayClose).map(LooseJson.Read::value);
      }
    }
    return LooseJson.parse(json, mayClose);
  }

  /** Arguments whose call is certain: what cannot be read is kept for the correction to name. */
  WrittenCall call(String name, String raw) {
    String json = unfenced(raw.strip());
    if (json.isEmpty()) {
      return new WrittenCall(name, Json.object());
    }
    Optional<JsonNode> strict = Json.parse(json);
    if (strict.isPresent()) {
      return new WrittenCall(name, strict.get());
    }
    return arguments(json)
        .map(value -> new WrittenCall(name, value, false, true))
        .orElseGet(() -> new WrittenCall(name, TextNode.valueOf(json)));
  }

  /** Without a Markdown fence around it. */
  static String unfenced(String text) {
    if (!text.startsWith("```")) {
      return text;
    }
    int line = text.indexOf('\n');
    int close = text.lastIndexOf("```");
    return line < 0 ? "" : text.substring(line + 1, close > line ? close : text.length()).strip();
  }

  /** The tool a broken call seems to be about. */
  private String mentioned(String body) {
    return mentioned(tools, body);
  }

  /** The first offered name that stands in the text by itself. */
  static String mentioned(ToolNames tools, String text) {
    int at = 0;
    while (at < text.length()) {
      if (!Match.nameChar(text.charAt(at))) {
        at++;
        continue;
      }
      int from = at;
      while (at < text.length() && Match.nameChar(text.charAt(at))) {
        at++;
      }
      if (tools.exact(text.substring(from, at)).isPresent()) {
        return text.substring(from, at);
      }
    }
    return "";
  }
}
