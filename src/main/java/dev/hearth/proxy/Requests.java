package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.ToolSpec;
import dev.hearth.wire.openai.ChatRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Understands bodies, and says in the caller's terms what is wrong with them. */
final class Requests {
  private Requests() {}

  static Conversation read(Face face, byte[] body) throws Refusal {
    try {
      return face.read(body);
    } catch (MalformedRequest e) {
      throw Refusal.badRequest(e.getMessage()).at(e.path());
    }
  }

  /** The body without its content encoding. */
  static byte[] decoded(byte[] body, HeaderBag headers, long limit) throws Refusal {
    String encoding = headers.text("Content-Encoding").toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> unzipped(body, limit);
      default ->
          throw new Refusal(
                  415,
                  "Hearth reads bodies as they are or compressed with gzip, no other encoding.")
              .with("Accept-Encoding", "gzip, identity");
    };
  }

  private static byte[] unzipped(byte[] body, long limit) throws Refusal {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] plain = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
      if (plain.length > limit) {
        throw new Refusal(413, "The request, unpacked, is larger than Hearth's body limit.");
      }
      return plain;
    } catch (IOException e) {
      throw Refusal.badRequest("The body is not what its Content-Encoding says: gzip.");
    }
  }

  /** The request's tools with one more at the end. */
  static ArrayNode withTool(ChatRequest chat, ToolSpec tool) {
    ArrayNode tools = Json.array();
    chat.field("tools").ifPresent(node -> node.forEach((JsonNode t) -> tools.add(t)));
    ObjectNode function = tools.addObject().put("type", "function").putObject("function");
    function.put("name", tool.name()).put("description", tool.description());
    function.set("parameters", tool.parameters());
    return tools;
  }
}
