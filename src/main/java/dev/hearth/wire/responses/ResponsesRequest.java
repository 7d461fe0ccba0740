package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.ClientRequest;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedRequest;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.RequestBody;
import dev.hearth.wire.openai.ChatRequest;
import java.util.ArrayList;
import java.util.List;

/** A Responses request, and what Hearth needs to know of it. Immutable. */
public final class ResponsesRequest extends ClientRequest {
  private static final String INPUT = "input";

  private final ToolBook book;
  private final List<String> leftOut;

  private ResponsesRequest(
      byte[] body, ObjectNode fields, int itemCount, ToolBook book, List<String> leftOut) {
    super(body, fields, itemCount, ToolFields.offer(fields, book));
    this.book = book;
    this.leftOut = List.copyOf(leftOut);
  }

  /** Reads a body, which the request keeps and nobody may change afterwards. */
  public static ResponsesRequest parse(byte[] body) throws MalformedRequest {
    ObjectNode fields = RequestBody.object(body);
    RequestRules.check(fields);
    ArrayNode items = RequestRules.items(fields);
    ToolBook book = ToolBook.of(fields.path("tools"), items);
    List<String> leftOut = new ArrayList<>(book.leftOut());
    for (JsonNode item : items) {
      if (!ItemTranscript.understands(item)) {
        leftOut.add(item.path("type").asText(""));
      }
    }
    // The transcript is the bulk of a body and is there already, as bytes.
    fields.remove(INPUT);
    return new ResponsesRequest(body, fields, items.size(), book, leftOut);
  }

  /** The types of the tools and items that mean nothing to a local model and are left out. */
  public List<String> leftOut() {
    return leftOut;
  }

  /**
   * The same request for a server that speaks chat completions.
   *
   * @param replay what of earlier thinking the model gets to see
   * @param thinkingSwitch whether the server knows {@code chat_template_kwargs}, through which
   *     thinking is steered there
   */
  public ChatRequest toChat(ReasoningReplay replay, boolean thinkingSwitch) {
    ObjectNode chat = ChatFromResponses.translate(members(), items(), book, thinkingSwitch);
    try {
      return ChatRequest.parse(Json.bytes(chat)).replaying(replay);
    } catch (MalformedRequest e) {
      throw new IllegalStateException("a translated request must be well formed", e);
    }
  }

  private ArrayNode items() {
    try {
      return RequestRules.items(RequestBody.object(body()));
    } catch (MalformedRequest e) {
      throw new IllegalStateException("a body that was read once can be read again", e);
    }
  }

  /**
   * What the reply to this request repeats of it.
   *
   * @param created when the reply begins, in seconds since 1970
   */
  public ReplyFrame frame(long created) {
    return new ReplyFrame(members(), book, created);
  }
}
