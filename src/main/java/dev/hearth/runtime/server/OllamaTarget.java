package dev.hearth.runtime.server;

import dev.hearth.runtime.plan.Budget;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model in an Ollama daemon.
 *
 * @param base where the daemon answers
 * @param model its tag there
 * @param program the {@code ollama} command, for unloading; without it the daemon is asked directly
 */
public record OllamaTarget(
    URI base, String model, Budget budget, long gpuBytes, Optional<Path> program) {
  /** Where Ollama listens unless told otherwise. */
  public static final URI USUAL = URI.create("http://localhost:11434");

  private static final long GIB = 1024L * 1024 * 1024;

  /**
   * The context to ask for with each request ({@code options.num_ctx}), because Ollama cuts what is
   * longer without a word. Empty leaves Ollama's own choice. The sizes go by graphics memory.
   */
  public OptionalInt context() {
    return switch (budget.mode()) {
      case BACKEND -> OptionalInt.empty();
      case MANUAL -> OptionalInt.of(budget.tokens());
      case FULL -> OptionalInt.of(tier());
      case FAST -> OptionalInt.of(tier() / 2);
    };
  }

  private int tier() {
    if (gpuBytes >= 48 * GIB) {
      return 262_144;
    }
    return gpuBytes >= 24 * GIB ? 32_768 : 4_096;
  }
}
