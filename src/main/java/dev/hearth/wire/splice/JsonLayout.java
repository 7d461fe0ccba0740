package dev.hearth.wire.splice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a JSON text lie. The text must have been parsed successfully before: only then
 * do quotes, brackets and commas alone tell the layout, and nothing needs to be decoded.
 */
public final class JsonLayout {
  private static final int BYTE_ORDER_MARK = 3;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = LOW_BITS * '"';
  private static final long BACKSLASHES = LOW_BITS * '\\';

  private final byte[] json;

  public JsonLayout(byte[] json) {
    this.json = json;
  }

  /** The one value the text consists of. */
  public Span root() {
    boolean marked = json.length >= BYTE_ORDER_MARK && (json[0] & 0xff) == 0xef;
    int start = space(marked ? BYTE_ORDER_MARK : 0);
    int end = json.length;
    while (end > start && isSpace(json[end - 1])) {
      end--;
    }
    return new Span(start, end);
  }

  /** The members of the object, in order, repeated names included. */
  public List<Member> members(Span object) {
    List<Member> members = new ArrayList<>();
    int at = space(object.start() + 1);
    while (json[at] != '}') {
      int nameEnd = stringEnd(at);
      int value = space(space(nameEnd) + 1);
      int end = valueEnd(value);
      members.add(new Member(name(at, nameEnd), at, new Span(value, end)));
      at = space(end);
      if (json[at] == ',') {
        at = space(at + 1);
      }
    }
    return members;
  }

  /** The last member of this name, the one that readers go by. */
  public Optional<Member> member(Span object, String name) {
    return members(object).stream().filter(m -> m.name().equals(name)).reduce((a, b) -> b);
  }

  /** The elements of the array, in order. */
  public List<Span> elements(Span array) {
    List<Span> elements = new ArrayList<>();
    int at = space(array.start() + 1);
    while (json[at] != ']') {
      int end = valueEnd(at);
      elements.add(new Span(at, end));
      at = space(end);
      if (json[at] == ',') {
        at = space(at + 1);
      }
    }
    return elements;
  }

  private String name(int start, int end) {
    String quoted = new String(json, start, end - start, StandardCharsets.UTF_8);
    if (quoted.indexOf('\\') < 0) {
      return quoted.substring(1, quoted.length() - 1);
    }
    return Json.parse(quoted).map(JsonNode::textValue).orElse(quoted);
  }

  private int space(int from) {
    int at = from;
    while (at < json.length && isSpace(json[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int valueEnd(int start) {
    return switch (json[start]) {
      case '"' -> stringEnd(start);
      case '{', '[' -> containerEnd(start);
      default -> scalarEnd(start);
    };
  }

  private int stringEnd(int start) {
    int at = start + 1;
    while (true) {
      // Bodies are mostly long strings, so eight bytes are looked at together.
      while (at <= json.length - Long.BYTES && isOrdinary((long) LONGS.get(json, at))) {
        at += Long.BYTES;
      }
      byte b = json[at];
      if (b == '"') {
        return at + 1;
      }
      at += b == '\\' ? 2 : 1;
    }
  }

  /** Whether none of the eight bytes is a quote or a backslash. */
  private static boolean isOrdinary(long bytes) {
    return !hasZero(bytes ^ QUOTES) && !hasZero(bytes ^ BACKSLASHES);
  }

  private static boolean hasZero(long bytes) {
    return ((bytes - LOW_BITS) & ~bytes & HIGH_BITS) != 0;
  }

  private int containerEnd(int start) {
    int depth = 0;
    int at = start;
    do {
      byte b = json[at];
      if (b == '"') {
        at = stringEnd(at);
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      at++;
    } while (depth > 0);
    return at;
  }

  private int scalarEnd(int start) {
    int at = start;
    while (at < json.length && !isSpace(json[at]) && ",]}".indexOf(json[at]) < 0) {
      at++;
    }
    return at;
  }
}
