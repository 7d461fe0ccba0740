package dev.hearth.guard.rescue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.guard.json.LooseJson;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls written as tags: {@code <function=f><parameter=k>v</parameter></function>}, {@code <invoke
 * name="f"><parameter name="k">v</parameter></invoke>} and {@code f<arg_key>k</arg_key>…}.
 */
final class XmlCalls {
  private XmlCalls() {}

  /** Where a word occurs, asked for with growing positions, so that the text is searched once. */
  private static final class Occurrences {
    private final String text;
    private final String word;
    private int found = -2;

    Occurrences(String text, String word) {
      this.text = text;
      this.word = word;
    }

    int from(int position) {
      if (found == -2 || found >= 0 && found < position) {
        found = text.indexOf(word, position);
      }
      return found;
    }
  }

  /** The two spellings of a call in tags. */
  private enum Dialect {
    FUNCTION("<function", "</function>"),
    INVOKE("<invoke", "</invoke>");

    private final String open;
    private final String close;

    Dialect(String open, String close) {
      this.open = open;
      this.close = close;
    }
  }

  /**
   * All the calls in the text, or none when one of them is incomplete.
   *
   * @param mayClose whether the model ended by itself, so that a closing tag may be missing behind
   *     a closed last parameter
   */
  static List<WrittenCall> read(String text, boolean mayClose) {
    for (Dialect dialect : Dialect.values()) {
      if (text.contains(dialect.open)) {
        return read(text, dialect, mayClose);
      }
    }
    return List.of();
  }

  private static List<WrittenCall> read(String text, Dialect dialect, boolean mayClose) {
    List<WrittenCall> calls = new ArrayList<>();
    Occurrences openers = new Occurrences(text, dialect.open);
    Occurrences closers = new Occurrences(text, dialect.close);
    int at = openers.from(0);
    while (at >= 0) {
      int nameEnd = text.indexOf('>', at);
      if (nameEnd < 0) {
        return List.of();
      }
      String name = attribute(text.substring(at + dialect.open.length(), nameEnd));
      int close = closers.from(nameEnd);
      int next = openers.from(nameEnd);
      boolean closed = close >= 0 && (next < 0 || close < next);
      int end = closed ? close : next >= 0 ? next : text.length();
      String body = text.substring(nameEnd + 1, end);
      if (name.isEmpty() || !closed && !(mayClose && finished(body))) {
        return List.of();
      }
      Optional<WrittenCall> call = call(name, body);
      if (call.isEmpty()) {
        return List.of();
      }
      calls.add(closed ? call.get() : call.get().forgiven());
      at = next;
    }
    return calls;
  }

  /** A body whose last tag is closed lacks nothing but the tag around it. */
  private static boolean finished(String body) {
    String end = body.stripTrailing();
    return end.endsWith("</parameter>") || end.endsWith("</tool_call>") || end.endsWith("}");
  }

  private static Optional<WrittenCall> call(String name, String body) {
    String content = body.strip();
    if (content.startsWith("{")) {
      return Json.parse(content)
          .or(() -> LooseJson.parse(content, false))
          .map(arguments -> new WrittenCall(name, arguments));
    }
    ObjectNode arguments = Json.object();
    Occurrences openers = new Occurrences(body, "<parameter");
    Occurrences closers = new Occurrences(body, "</parameter>");
    int at = openers.from(0);
    while (at >= 0) {
      int keyEnd = body.indexOf('>', at);
      if (keyEnd < 0) {
        return Optional.empty();
      }
      String key = attribute(body.substring(at + "<parameter".length(), keyEnd));
      int next = openers.from(keyEnd);
      int close = closers.from(keyEnd);
      int end = close >= 0 && (next < 0 || close < next) ? close : next >= 0 ? next : body.length();
      arguments.put(key, value(body.substring(keyEnd + 1, end)));
      at = next;
    }
    return Optional.of(new WrittenCall(name, arguments, true, false));
  }

  /** {@code =x}, {@code ="x"} or {@code name="x" string="true"}: the x. */
  private static String attribute(String tag) {
    int from = tag.indexOf('=');
    if (from < 0) {
      return "";
    }
    String rest = tag.substring(from + 1).strip();
    if (rest.startsWith("\"") || rest.startsWith("'")) {
      int to = rest.indexOf(rest.charAt(0), 1);
      return to < 0 ? "" : rest.substring(1, to);
    }
    int space = rest.indexOf(' ');
    return space < 0 ? rest : rest.substring(0, space);
  }

  /** One line break at each end belongs to the tags. */
  static String value(String raw) {
    String value =
        raw.startsWith("\r\n") ? raw.substring(2) : raw.startsWith("\n") ? raw.substring(1) : raw;
    return value.endsWith("\r\n")
        ? value.substring(0, value.length() - 2)
        : value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
  }

  /** GLM's form: the name, then pairs of key and value. */
  static List<WrittenCall> pairs(String text, ToolNames tools) {
    int first = text.indexOf("<arg_key>");
    String name = (first < 0 ? text : text.substring(0, first)).strip();
    if (!JsonCalls.looksLikeName(name)
        || name.isEmpty()
        || first < 0 && tools.meant(name).isEmpty()) {
      return List.of();
    }
    ObjectNode arguments = Json.object();
    int at = first;
    while (at >= 0) {
      int keyEnd = text.indexOf("</arg_key>", at);
      int from = keyEnd < 0 ? -1 : text.indexOf("<arg_value>", keyEnd);
      int to = from < 0 ? -1 : text.indexOf("</arg_value>", from);
      if (to < 0) {
        return List.of();
      }
      arguments.put(
          text.substring(at + "<arg_key>".length(), keyEnd).strip(),
          value(text.substring(from + "<arg_value>".length(), to)));
      at = text.indexOf("<arg_key>", to);
    }
    return List.of(new WrittenCall(name, arguments, true, false));
  }
}
