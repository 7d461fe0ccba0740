package dev.hearth.backend;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Chooses the model server for a request, and may start or swap one for it. */
public interface BackendRouter {
  /** The right to use a backend until closed; it will not be swapped away meanwhile. */
  interface Lease extends AutoCloseable {
    Backend backend();

    /** The model name to send instead of the caller's; empty to leave the caller's as it is. */
    String model();

    /** What to do when the backend is taken away all the same: cancel the request. */
    default void onRevoked(Runnable cancel) {}

    @Override
    void close();
  }

  /** A model that can be asked for. */
  record ServedModel(String id, long contextSize) {}

  /**
   * Waits until a backend can serve the model. The waiting thread is interrupted when the request
   * is cancelled.
   *
   * @param model as the caller named it, empty when not
   * @param waiting is told why it takes time, each time the reason changes
   */
  Lease acquire(String model, Consumer<String> waiting)
      throws BackendException, InterruptedException;

  /** The backend for questions that concern no particular model, without starting one. */
  Optional<Backend> current();

  /** The models to list; empty to ask the current backend. */
  default List<ServedModel> models() {
    return List.of();
  }

  /** Always the same backend. */
  static BackendRouter fixed(Backend backend) {
    return fixed(backend, "");
  }

  /** Always the same backend, and always this model name unless it is empty. */
  static BackendRouter fixed(Backend backend, String model) {
    return new FixedBackend(backend, model);
  }
}
