package dev.hearth.desk.services;

import java.nio.file.Path;

/**
 * A llama-server on this machine.
 *
 * @param path the program
 * @param origin how it came to be here, in words
 * @param version what it says of itself, empty when it would not say
 * @param problem why it cannot be used, empty when it can
 */
public record LlamaServer(Path path, String origin, String version, String problem) {
  /** Whether models can be run with it. */
  public boolean usable() {
    return problem.isEmpty();
  }
}
