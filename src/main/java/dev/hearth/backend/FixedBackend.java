package dev.hearth.backend;

import java.util.Optional;
import java.util.function.Consumer;

/** One backend for everything. */
record FixedBackend(Backend backend, String model) implements BackendRouter {
  private record Always(Backend backend, String model) implements Lease {
    @Override
    public void close() {
      // Nothing is held: the backend belongs to whoever made it.
    }
  }

  @Override
  public Lease acquire(String asked, Consumer<String> waiting) {
    return new Always(backend, model);
  }

  @Override
  public Optional<Backend> current() {
    return Optional.of(backend);
  }
}
