package dev.hearth.backend;

/**
 * What a model server says about itself.
 *
 * @param kind what it is; never {@link BackendKind#AUTO} once it could be asked
 * @param model the model it names, empty when it names none
 * @param contextSize tokens one conversation may take, 0 when unknown
 * @param slots conversations it works on at the same time, 0 when unknown
 * @param closesAfterStream whether it closes the connection after a streamed reply, unannounced
 * @param known whether the server answered; otherwise the rest is a guess
 */
public record BackendFacts(
    BackendKind kind,
    String model,
    long contextSize,
    int slots,
    boolean closesAfterStream,
    boolean known) {
  /** Nothing could be learnt. */
  static BackendFacts unknown(BackendKind configured) {
    return new BackendFacts(
        configured == BackendKind.AUTO ? BackendKind.OPENAI : configured, "", 0, 0, false, false);
  }

  /** Whether it reports how far it has read a prompt, which also lets it notice a cancellation. */
  public boolean reportsProgress() {
    return known && kind == BackendKind.LLAMA_SERVER;
  }

  /** Whether it counts tokens exactly, its chat template included. */
  public boolean countsTokens() {
    return known && kind == BackendKind.LLAMA_SERVER;
  }
}
