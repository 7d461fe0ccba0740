package dev.hearth.wire.anthropic;

import dev.hearth.wire.Finish;

/** How Messages says why a reply ended. */
final class StopReasons {
  private StopReasons() {}

  /** The word for what was sent: a client acts on calls only when told that there are some. */
  static String write(Finish finish, boolean callsSent) {
    return switch (finish) {
      case LENGTH -> "max_tokens";
      case REFUSAL -> "refusal";
      case STOP_SEQUENCE -> "stop_sequence";
      case PAUSED -> "pause_turn";
      case STOP, TOOL_CALLS -> callsSent ? "tool_use" : "end_turn";
    };
  }

  static Finish read(String reason) {
    return switch (reason) {
      case "tool_use" -> Finish.TOOL_CALLS;
      case "max_tokens", "model_context_window_exceeded" -> Finish.LENGTH;
      case "stop_sequence" -> Finish.STOP_SEQUENCE;
      case "pause_turn" -> Finish.PAUSED;
      case "refusal" -> Finish.REFUSAL;
      default -> Finish.STOP;
    };
  }
}
