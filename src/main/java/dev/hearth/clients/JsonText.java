package dev.hearth.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON text with the place of every value in it, so that it can be changed where it must and
 * nowhere else. Reads comments and trailing commas too, where the program it belongs to does.
 */
final class JsonText {
  /** Deeper nesting is no configuration; the reader calls itself for each level. */
  private static final int DEEPEST = 100;

  private final String text;
  private final boolean comments;
  private int at;

  private JsonText(String text, boolean comments) {
    this.text = text;
    this.comments = comments;
  }

  /** Something in the text; {@code end} is the first place after it. */
  sealed interface Value {
    int start();

    int end();

    JsonNode node();
  }

  /** An object; {@code comma} is the place after a comma behind the last member, or -1. */
  record Members(int start, int end, int comma, List<Member> list) implements Value {
    @Override
    public JsonNode node() {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      list.forEach(m -> all.set(m.name(), m.value().node()));
      return all;
    }

    Optional<Member> find(String name) {
      return list.stream().filter(m -> m.name().equals(name)).findFirst();
    }
  }

  /** A list; {@code comma} is the place after a comma behind the last item, or -1. */
  record Items(int start, int end, int comma, List<Value> list) implements Value {
    @Override
    public JsonNode node() {
      var all = JsonNodeFactory.instance.arrayNode();
      list.forEach(v -> all.add(v.node()));
      return all;
    }
  }

  /** A text, number, yes, no or nothing. */
  record Plain(int start, int end, JsonNode node) implements Value {}

  /** A member of an object. */
  record Member(int start, int nameEnd, String name, Value value) {}

  /** A text that cannot be read; {@code line} counts from 1. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    Unreadable(String message, int line) {
      super(message);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  /** Reads a text that holds one object. */
  static Members read(String text, boolean comments) throws Unreadable {
    var reader = new JsonText(text, comments);
    reader.at = text.startsWith("\uFEFF") ? 1 : 0;
    reader.skip();
    if (reader.next() != '{') {
      throw reader.unreadable("does not begin with {");
    }
    Members all = reader.members(0);
    reader.skip();
    if (reader.at < text.length()) {
      throw reader.unreadable("has something after its end");
    }
    return all;
  }

  private Value value(int depth) throws Unreadable {
    if (depth > DEEPEST) {
      throw unreadable("is nested too deeply");
    }
    return switch (next()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> plain(string());
      default -> plain(word());
    };
  }

  private Members members(int depth) throws Unreadable {
    int start = at++;
    List<Member> list = new ArrayList<>();
    int comma = -1;
    skip();
    while (next() != '}') {
      if (!list.isEmpty() && comma < 0) {
        throw unreadable("lacks a comma");
      }
      list.add(member(depth, list));
      skip();
      comma = comma();
    }
    return new Members(start, ++at, trailing(comma), List.copyOf(list));
  }

  private Member member(int depth, List<Member> before) throws Unreadable {
    int start = at;
    if (next() != '"') {
      throw unreadable("lacks a name in quotes");
    }
    String name = plain(string()).node().textValue();
    if (before.stream().anyMatch(m -> m.name().equals(name))) {
      throw unreadable("says \"" + name + "\" twice");
    }
    int nameEnd = at;
    skip();
    if (next() != ':') {
      throw unreadable("lacks a colon");
    }
    at++;
    skip();
    return new Member(start, nameEnd, name, value(depth + 1));
  }

  private Items items(int depth) throws Unreadable {
    int start = at++;
    List<Value> list = new ArrayList<>();
    int comma = -1;
    skip();
    while (next() != ']') {
      if (!list.isEmpty() && comma < 0) {
        throw unreadable("lacks a comma");
      }
      list.add(value(depth + 1));
      skip();
      comma = comma();
    }
    return new Items(start, ++at, trailing(comma), List.copyOf(list));
  }

  /** The place after a comma here, or -1 where there is none. */
  private int comma() throws Unreadable {
    if (next() != ',') {
      return -1;
    }
    int after = ++at;
    skip();
    return after;
  }

  private int trailing(int comma) throws Unreadable {
    if (comma >= 0 && !comments) {
      throw unreadable("has a comma too many");
    }
    return comma;
  }

  private int string() throws Unreadable {
    int start = at++;
    while (next() != '"') {
      at += next() == '\\' ? 2 : 1;
    }
    at++;
    return start;
  }

  private int word() {
    int start = at;
    while (at < text.length() && "{}[],:\"/".indexOf(text.charAt(at)) < 0 && !blank()) {
      at++;
    }
    return start;
  }

  private Plain plain(int start) throws Unreadable {
    try {
      JsonNode node = ClientJson.MAPPER.readTree(text.substring(start, at));
      if (!node.isValueNode()) {
        throw unreadable("lacks a value");
      }
      return new Plain(start, at, node);
    } catch (JsonProcessingException e) {
      throw unreadable("holds something that is no JSON");
    }
  }

  private char next() throws Unreadable {
    if (at >= text.length()) {
      throw unreadable("ends too early");
    }
    return text.charAt(at);
  }

  private boolean blank() {
    return " \t\r\n".indexOf(text.charAt(at)) >= 0;
  }

  private void skip() throws Unreadable {
    while (at < text.length() && (blank() || text.charAt(at) == '/')) {
      if (blank()) {
        at++;
      } else {
        comment();
      }
    }
  }

  private void comment() throws Unreadable {
    boolean line = text.startsWith("//", at);
    if (!comments || !line && !text.startsWith("/*", at)) {
      throw unreadable(comments ? "holds something that is no JSON" : "holds a comment");
    }
    int end = line ? text.indexOf('\n', at) : text.indexOf("*/", at + 2);
    if (end < 0 && !line) {
      throw unreadable("ends within a comment");
    }
    at = end < 0 ? text.length() : line ? end : end + 2;
  }

  private Unreadable unreadable(String why) {
    int here = Math.min(at, text.length());
    return new Unreadable(
        why, 1 + (int) text.substring(0, here).chars().filter(c -> c == '\n').count());
  }
}
