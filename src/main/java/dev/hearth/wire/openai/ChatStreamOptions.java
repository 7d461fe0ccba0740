package dev.hearth.wire.openai;

/**
 * What a client wants in its stream beyond the reply itself.
 *
 * @param usage a last chunk with token counts
 * @param progress how the prompt is being read
 */
public record ChatStreamOptions(boolean usage, boolean progress) {
  /** What the request asks for. */
  public static ChatStreamOptions of(ChatRequest request) {
    return new ChatStreamOptions(request.usageWanted(), request.progressWanted());
  }
}
