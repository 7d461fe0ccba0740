package dev.hearth.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.ToolSpec;

/**
 * The synthetic tool that gives a model which can only call tools a way to speak. Its call is
 * turned back into text, and only when it was offered by the guard and not by the client.
 */
public final class RespondTool {
  /** Its name on the wire. */
  public static final String NAME = "respond";

  private static final ToolSpec SPEC =
      new ToolSpec(
          NAME,
          "Say something to the user in plain text: an answer, a question, a clarification or the"
              + " final report. Use it whenever no other tool is needed.",
          parameters());

  private RespondTool() {}

  /** What to append to the tools of the request. */
  public static ToolSpec spec() {
    return SPEC;
  }

  /** Whether it is to be offered with this request. */
  public static boolean applies(ToolOffer offer, GuardSettings settings) {
    return settings.textPolicy() == TextPolicy.RESPOND
        && offer.guarded()
        && offer.named(NAME).isEmpty();
  }

  private static ObjectNode parameters() {
    ObjectNode schema = Json.object().put("type", "object");
    schema
        .putObject("properties")
        .putObject("message")
        .put("type", "string")
        .put("description", "The text for the user.");
    schema.putArray("required").add("message");
    return schema;
  }
}
