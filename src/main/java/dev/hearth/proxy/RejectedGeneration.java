package dev.hearth.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.guard.Correction;
import dev.hearth.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * llama-server answers with an error when it cannot read the call its model wrote. That is a failed
 * attempt of the model, not of the server.
 */
final class RejectedGeneration {
  private static final List<String> SIGNS =
      List.of("failed to parse input", "<tool_call", "<function=");
  private static final String NOTHING_SAID = "(no reply)";
  private static final String ADVICE =
      "Your last reply could not be read, because the tool call in it was not well formed. Call the"
          + " tool again, with its name and all arguments exactly as its schema says.";

  private RejectedGeneration() {}

  /** Whether an error means this. */
  static boolean recognise(int status, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return status == 500 && SIGNS.stream().anyMatch(text::contains);
  }

  /** What the model is told; what it wrote is not known. */
  static Correction correction() {
    ObjectNode said = Json.object().put("role", "assistant").put("content", NOTHING_SAID);
    ObjectNode advice = Json.object().put("role", "user").put("content", ADVICE);
    return new Correction(Correction.Cost.RETRY, List.of(said, advice));
  }
}
