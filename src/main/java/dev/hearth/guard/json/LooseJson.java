package dev.hearth.guard.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.wire.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A reader for the JSON that models write: single quotes, trailing commas, bare keys, Python's
 * {@code True} and {@code None}, raw line breaks in strings, and closing brackets left out at the
 * end. Only readings that lose nothing are taken; anything else is not a value.
 */
public final class LooseJson {
  /** As deep as the strict reader goes. */
  private static final int DEEPEST = 500;

  /** Longer digits are no number any tool wants, and big ones cost quadratic time to read. */
  private static final int LONGEST_NUMBER = 400;

  private final String text;
  private final String quote;
  private final boolean mayClose;
  private int at;
  private boolean closed = true;

  private LooseJson(String text, String quote, boolean mayClose) {
    this.text = text;
    this.quote = quote;
    this.mayClose = mayClose;
  }

  /** A value and where reading stopped. */
  public record Read(JsonNode value, int end, boolean complete) {}

  /**
   * The whole text as one value; brackets missing at the end are supplied when {@code mayClose}.
   */
  public static Optional<JsonNode> parse(String text, boolean mayClose) {
    return at(text, 0, "", mayClose)
        .filter(read -> text.substring(read.end()).isBlank())
        .map(Read::value);
  }

  /**
   * The value that begins at {@code from}, white space before it aside.
   *
   * @param quote a further string delimiter of the syntax around it, empty for none
   */
  public static Optional<Read> at(String text, int from, String quote, boolean mayClose) {
    LooseJson reader = new LooseJson(text, quote, mayClose);
    reader.at = from;
    try {
      JsonNode value = reader.value(0);
      return Optional.of(new Read(value, reader.at, reader.closed));
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  private JsonNode value(int depth) throws Unreadable {
    space();
    if (at >= text.length() || depth > DEEPEST) {
      throw new Unreadable();
    }
    if (quoted()) {
      return TextNode.valueOf(string());
    }
    char c = text.charAt(at);
    if (c == '{') {
      return object(depth);
    }
    if (c == '[' || c == '(') {
      return array(depth, c == '[' ? ']' : ')');
    }
    return c == '-' || c == '+' || c == '.' || c >= '0' && c <= '9' ? number() : word();
  }

  private ObjectNode object(int depth) throws Unreadable {
    ObjectNode node = Json.object();
    at++;
    while (true) {
      space();
      if (ended('}')) {
        return node;
      }
      String key = quoted() ? string() : name();
      space();
      if (at >= text.length() || text.charAt(at) != ':' && text.charAt(at) != '=') {
        throw new Unreadable();
      }
      at++;
      node.set(key, value(depth + 1));
      separator('}');
    }
  }

  private ArrayNode array(int depth, char close) throws Unreadable {
    ArrayNode node = Json.array();
    at++;
    while (true) {
      space();
      if (ended(close)) {
        return node;
      }
      node.add(value(depth + 1));
      separator(close);
    }
  }

  /** Whether the bracket closes here, or the text ends and may be thought closed. */
  private boolean ended(char close) throws Unreadable {
    if (at < text.length()) {
      if (text.charAt(at) != close) {
        return false;
      }
      at++;
      return true;
    }
    if (!mayClose) {
      throw new Unreadable();
    }
    closed = false;
    return true;
  }

  private void separator(char close) throws Unreadable {
    space();
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
    } else if (at < text.length() && text.charAt(at) != close) {
      throw new Unreadable();
    }
  }

  private boolean quoted() {
    char c = at < text.length() ? text.charAt(at) : 0;
    return c == '"' || c == '\'' || !quote.isEmpty() && text.startsWith(quote, at);
  }

  private String string() throws Unreadable {
    if (!quote.isEmpty() && text.startsWith(quote, at)) {
      int from = at + quote.length();
      int to = text.indexOf(quote, from);
      if (to < 0) {
        throw new Unreadable();
      }
      at = to + quote.length();
      return text.substring(from, to);
    }
    char mark = text.charAt(at);
    String triple = String.valueOf(mark).repeat(3);
    return text.startsWith(triple, at) ? string(triple) : string(String.valueOf(mark));
  }

  private String string(String mark) throws Unreadable {
    StringBuilder value = new StringBuilder();
    at += mark.length();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == mark.charAt(0) && text.startsWith(mark, at)) {
        at += mark.length();
        return value.toString();
      }
      at++;
      if (c == '\\' && at < text.length()) {
        escape(value);
      } else {
        value.append(c);
      }
    }
    throw new Unreadable();
  }

  private void escape(StringBuilder value) throws Unreadable {
    char c = text.charAt(at++);
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case '"', '\'', '\\', '/' -> value.append(c);
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw new Unreadable();
        }
        value.append((char) hex(text.substring(at, at + 4)));
        at += 4;
      }
      // A backslash before anything else was meant as itself: a path, a regular expression.
      default -> value.append('\\').append(c);
    }
  }

  private static int hex(String digits) throws Unreadable {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        throw new Unreadable();
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private JsonNode number() throws Unreadable {
    int from = at;
    while (at < text.length() && "+-.eE0123456789_".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean unfinished = at >= text.length() && mayClose;
    if (unfinished || at - from > LONGEST_NUMBER) {
      throw new Unreadable();
    }
    String digits = text.substring(from, at);
    try {
      if (digits.indexOf('_') >= 0) {
        throw new Unreadable();
      }
      if (digits.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
        return DecimalNode.valueOf(new BigDecimal(digits));
      }
      BigInteger whole = new BigInteger(digits);
      return whole.bitLength() < Integer.SIZE
          ? IntNode.valueOf(whole.intValueExact())
          : whole.bitLength() < Long.SIZE
              ? LongNode.valueOf(whole.longValueExact())
              : BigIntegerNode.valueOf(whole);
    } catch (NumberFormatException e) {
      throw new Unreadable();
    }
  }

  private JsonNode word() throws Unreadable {
    return switch (name()) {
      case "true", "True" -> BooleanNode.TRUE;
      case "false", "False" -> BooleanNode.FALSE;
      case "null", "None" -> NullNode.instance;
      default -> throw new Unreadable();
    };
  }

  private String name() throws Unreadable {
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_-$.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (at == from) {
      throw new Unreadable();
    }
    return text.substring(from, at);
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
