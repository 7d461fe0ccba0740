package dev.hearth.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How a JSON text is laid out, so that what is added to it looks as if its writer had added it. */
final class JsonLayout {
  private static final String USUAL_UNIT = "  ";

  private final String text;
  private final String line;
  private final String unit;
  private final String colon;
  private final String gap;

  private JsonLayout(String text, String line, String unit, String colon, String gap) {
    this.text = text;
    this.line = line;
    this.unit = unit;
    this.colon = colon;
    this.gap = gap;
  }

  static JsonLayout of(String text, JsonText.Members root) {
    String line = text.contains("\r\n") ? "\r\n" : "\n";
    if (root.list().isEmpty()) {
      return new JsonLayout(text, line, USUAL_UNIT, ": ", " ");
    }
    JsonText.Member first = root.list().getFirst();
    String indent = before(text, first.start());
    boolean own = indent.isBlank() && text.indexOf('\n') >= 0 && !indent.isEmpty();
    boolean tight = first.nameEnd() + 1 == first.value().start();
    return new JsonLayout(
        text, line, own ? indent : USUAL_UNIT, tight ? ":" : ": ", tight ? "" : " ");
  }

  /** What ends a line. */
  String line() {
    return line;
  }

  /** What stands after a comma within a line. */
  String gap() {
    return gap;
  }

  /** Whether an object or list with something in it is written on one line. */
  boolean inline(JsonText.Value value) {
    boolean oneLine = text.substring(value.start(), value.end()).indexOf('\n') < 0;
    // What is empty says nothing of itself: it opens up unless all of the text is one line.
    return oneLine && (!empty(value) || oneLine() && !whole(value));
  }

  /** Whether all of the text is written on one line. */
  boolean oneLine() {
    return text.strip().indexOf('\n') < 0 && !text.strip().equals("{}");
  }

  /** The white space in front of the line that a value begins on. */
  String indentOf(JsonText.Value value) {
    int begin = text.lastIndexOf('\n', value.start()) + 1;
    int end = begin;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(begin, end);
  }

  /** The white space in front of what stands in an object or a list. */
  String indentWithin(JsonText.Value value) {
    int first =
        switch (value) {
          case JsonText.Members m when !m.list().isEmpty() -> m.list().getFirst().start();
          case JsonText.Items i when !i.list().isEmpty() -> i.list().getFirst().start();
          default -> -1;
        };
    String own = first < 0 ? "x" : before(text, first);
    return own.isBlank() && text.lastIndexOf('\n', first) >= value.start()
        ? own
        : indentOf(value) + unit;
  }

  /** A member as it stands in an object. */
  String member(String name, JsonNode value, String indent, JsonText.Members in) {
    return plain(TextNode.valueOf(name)) + colon + value(value, indent, inline(in));
  }

  /** A value as it stands on a line that begins with an indent. */
  String value(JsonNode node, String indent, boolean inline) {
    if (node.isValueNode() || node.isEmpty()) {
      return plain(node);
    }
    String inner = indent + unit;
    List<String> parts =
        node.isObject()
            ? node.properties().stream()
                .map(
                    f ->
                        plain(TextNode.valueOf(f.getKey()))
                            + colon
                            + value(f.getValue(), inner, inline))
                .toList()
            : StreamSupport.stream(node.spliterator(), false)
                .map(n -> value(n, inner, inline))
                .toList();
    String open = node.isObject() ? "{" : "[";
    String close = node.isObject() ? "}" : "]";
    return inline
        ? parts.stream().collect(Collectors.joining("," + gap, open, close))
        : parts.stream()
            .collect(
                Collectors.joining("," + line + inner, open + line + inner, line + indent + close));
  }

  private boolean whole(JsonText.Value value) {
    return text.strip().length() == value.end() - value.start();
  }

  private static boolean empty(JsonText.Value value) {
    return switch (value) {
      case JsonText.Members m -> m.list().isEmpty();
      case JsonText.Items i -> i.list().isEmpty();
      case JsonText.Plain p -> true;
    };
  }

  /** What stands on a line before a place. */
  private static String before(String text, int place) {
    return text.substring(text.lastIndexOf('\n', place - 1) + 1, place);
  }

  private static String plain(JsonNode node) {
    try {
      return node.isEmpty() && node.isContainerNode()
          ? node.isObject() ? "{}" : "[]"
          : ClientJson.MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
