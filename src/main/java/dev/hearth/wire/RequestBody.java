package dev.hearth.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Reads the parts that the requests of both protocols share, naming what is wrong. */
public final class RequestBody {
  /** Only UTF-16 and UTF-32 have a zero byte this early in a JSON text. */
  private static final int ENCODING_SHOWS_WITHIN = 4;

  private RequestBody() {}

  /** The body as an object. */
  public static ObjectNode object(byte[] body) throws MalformedRequest {
    int fault = Utf8.firstFault(body, 0, body.length);
    for (int i = 0; fault < 0 && i < Math.min(ENCODING_SHOWS_WITHIN, body.length); i++) {
      fault = body[i] == 0 ? i : -1;
    }
    if (fault >= 0) {
      throw new MalformedRequest("", "The body is not valid UTF-8 (byte " + fault + ").");
    }
    JsonNode node = read(body);
    if (node == null || node.isMissingNode()) {
      throw new MalformedRequest("", "The body is empty; a JSON object is expected.");
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedRequest("", "The body is " + kind(node) + "; a JSON object is expected.");
  }

  private static JsonNode read(byte[] body) throws MalformedRequest {
    try {
      return Json.MAPPER.readTree(body);
    } catch (StreamConstraintsException e) {
      throw new MalformedRequest(
          "",
          "The body is beyond what Hearth reads: nested too deeply, or a number or a name is too"
              + " long.");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
      throw new MalformedRequest("", "The body is not valid JSON" + where + ".");
    } catch (IOException e) {
      throw new MalformedRequest("", "The body is not valid JSON.");
    }
  }

  /** The messages: a non-empty array of objects. */
  public static JsonNode messages(ObjectNode body) throws MalformedRequest {
    JsonNode messages = body.path("messages");
    if (absent(messages)) {
      throw new MalformedRequest("messages", "this field is required");
    }
    if (!messages.isArray()) {
      throw wrongType("messages", "an array", messages);
    }
    if (messages.isEmpty()) {
      throw new MalformedRequest("messages", "at least one message is required");
    }
    objects("messages", messages);
    return messages;
  }

  /** Demands that all elements are objects. */
  public static void objects(String path, JsonNode array) throws MalformedRequest {
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isObject()) {
        throw wrongType(path + "[" + i + "]", "an object", array.get(i));
      }
    }
  }

  /** A text field, empty when absent or null. */
  public static String text(ObjectNode body, String field) throws MalformedRequest {
    JsonNode node = body.path(field);
    if (absent(node)) {
      return "";
    }
    if (!node.isTextual()) {
      throw wrongType(field, "a string", node);
    }
    return node.textValue();
  }

  /** A switch, off when absent or null. */
  public static boolean flag(ObjectNode body, String field) throws MalformedRequest {
    JsonNode node = body.path(field);
    if (absent(node)) {
      return false;
    }
    if (!node.isBoolean()) {
      throw wrongType(field, "true or false", node);
    }
    return node.booleanValue();
  }

  /** An array of objects, empty when absent or null. */
  public static JsonNode objectArray(ObjectNode body, String field) throws MalformedRequest {
    JsonNode node = body.path(field);
    if (absent(node)) {
      return Json.array();
    }
    if (!node.isArray()) {
      throw wrongType(field, "an array", node);
    }
    objects(field, node);
    return node;
  }

  /**
   * Demands that a tool the model has to call is one of those it may call.
   *
   * @param names what the request's tools are called, whoever carries them out
   */
  public static void offered(String name, List<String> names) throws MalformedRequest {
    if (!names.contains(name)) {
      throw new MalformedRequest("tool_choice", "names a tool that the request does not offer");
    }
  }

  /** Whether a field is not there or null, which clients use alike. */
  public static boolean absent(JsonNode node) {
    return node == null || node.isMissingNode() || node.isNull();
  }

  /** The complaint that a field has the wrong type. */
  public static MalformedRequest wrongType(String path, String expected, JsonNode found) {
    return new MalformedRequest(path, "must be " + expected + ", but is " + kind(found));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT, POJO -> "an object";
      case STRING, BINARY -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case MISSING -> "missing";
    };
  }
}
