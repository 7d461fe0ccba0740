package dev.hearth.traffic.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a body is cut so that what agents send again and again is the same piece each time: around
 * each message, tool and larger content block. The pieces in order are the body, byte for byte.
 */
final class BodyChunks {
  /** Top-level lists whose elements come again in later requests. */
  private static final Set<String> LISTS = Set.of("messages", "input", "tools", "system");

  /** Smaller elements stay with what surrounds them; a piece of its own would cost more. */
  private static final int SMALLEST = 48;

  /** Larger messages are cut around their content blocks as well. */
  private static final int LARGE = 1024;

  private final byte[] body;
  private final List<Integer> cuts = new ArrayList<>();

  private BodyChunks(byte[] body) {
    this.body = body;
  }

  /** Positions at which pieces end, ascending, the last being the body's length. */
  static List<Integer> ends(byte[] body) {
    BodyChunks chunks = new BodyChunks(body);
    try (JsonParser parser = Json.MAPPER.createParser(body)) {
      chunks.scan(parser);
    } catch (IOException e) {
      // No JSON, or not all of it: one piece.
      chunks.cuts.clear();
    }
    List<Integer> ends = new ArrayList<>();
    int last = 0;
    for (int cut : chunks.cuts.stream().sorted().toList()) {
      if (cut > last && cut < body.length) {
        ends.add(cut);
        last = cut;
      }
    }
    if (body.length > last) {
      ends.add(body.length);
    }
    return ends;
  }

  private void scan(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_ARRAY && LISTS.contains(field)) {
        elements(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void elements(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int from = start(parser);
      List<Integer> inner = new ArrayList<>();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        blocks(parser, inner);
      } else {
        parser.skipChildren();
      }
      int to = end(parser);
      if (to - from >= SMALLEST) {
        cuts.add(from);
        cuts.add(to);
        if (to - from >= LARGE) {
          cuts.addAll(inner);
        }
      }
    }
  }

  private static void blocks(JsonParser parser, List<Integer> inner) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean content = parser.currentName().equals("content");
      if (parser.nextToken() == JsonToken.START_ARRAY && content) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          int from = start(parser);
          parser.skipChildren();
          int to = end(parser);
          if (to - from >= SMALLEST) {
            inner.add(from);
            inner.add(to);
          }
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private static int end(JsonParser parser) throws IOException {
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }
}
