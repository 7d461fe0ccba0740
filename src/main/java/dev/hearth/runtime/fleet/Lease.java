package dev.hearth.runtime.fleet;

import dev.hearth.runtime.server.ServerEndpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The right to send one request to a loaded model. While it is open the model is not unloaded,
 * unless patience runs out or the server is stopped by hand: then it is revoked.
 */
public final class Lease implements AutoCloseable {
  private static final Runnable NOTHING = () -> {};

  private final String model;
  private final ServerEndpoint endpoint;
  private final Runnable giveBack;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean revoked = new AtomicBoolean();
  private final AtomicReference<Runnable> onRevoked = new AtomicReference<>(NOTHING);

  Lease(String model, ServerEndpoint endpoint, Runnable giveBack) {
    this.model = model;
    this.endpoint = endpoint;
    this.giveBack = giveBack;
  }

  /** The model's own name, whatever name it was asked for by. */
  public String model() {
    return model;
  }

  /** Where to send the request. */
  public ServerEndpoint endpoint() {
    return endpoint;
  }

  /** What to do when the lease is revoked: cancel the request. Done at once if it already is. */
  public void onRevoked(Runnable cancel) {
    onRevoked.set(cancel);
    if (revoked.get()) {
      onRevoked.getAndSet(NOTHING).run();
    }
  }

  /** Whether it was revoked. */
  public boolean revoked() {
    return revoked.get();
  }

  void revoke() {
    revoked.set(true);
    onRevoked.getAndSet(NOTHING).run();
  }

  /** The request is over. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      giveBack.run();
    }
  }
}
