package dev.hearth.wire.openai;

import dev.hearth.wire.Finish;

/** How OpenAI-shaped servers say why a reply ended. */
final class Finishes {
  private Finishes() {}

  static Finish read(String reason) {
    return switch (reason) {
      case "length", "max_tokens", "model_length" -> Finish.LENGTH;
      case "tool_calls", "function_call", "tool_use" -> Finish.TOOL_CALLS;
      case "content_filter", "refusal", "safety" -> Finish.REFUSAL;
      case "stop_sequence" -> Finish.STOP_SEQUENCE;
      default -> Finish.STOP;
    };
  }

  /** Words some servers use when a reply did not end but failed. */
  static boolean isFailure(String reason) {
    return switch (reason) {
      case "error", "abort", "cancelled", "insufficient_system_resource" -> true;
      default -> false;
    };
  }

  /**
   * The word for what was sent: a client acts on calls only when told that there are some, and
   * looks for calls when told so.
   */
  static String write(Finish finish, boolean callsSent) {
    return switch (finish) {
      case LENGTH -> "length";
      case REFUSAL -> "content_filter";
      case STOP, TOOL_CALLS, STOP_SEQUENCE, PAUSED -> callsSent ? "tool_calls" : "stop";
    };
  }
}
