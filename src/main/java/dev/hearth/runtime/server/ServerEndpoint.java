package dev.hearth.runtime.server;

import java.net.URI;
import java.util.Optional;

/**
 * Where a running server answers.
 *
 * @param base without a path
 * @param apiKey the key it asks for, never to be shown or stored
 * @param model the name it knows its model by
 */
public record ServerEndpoint(URI base, Optional<String> apiKey, String model) {
  /** Shows no secret. */
  @Override
  public String toString() {
    return base + " (" + model + (apiKey.isPresent() ? ", with key)" : ")");
  }
}
