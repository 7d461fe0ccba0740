package dev.hearth.runtime.server;

import dev.hearth.runtime.log.ServerLog;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One model server that Hearth looks after: a process of its own, or a daemon it attaches to. */
public interface ModelServer extends AutoCloseable {
  /** What it is doing now. */
  ServerState state();

  /** Tells the listener every later state, in order; the answer ends that. */
  Runnable onState(Consumer<ServerState> listener);

  /**
   * Starts it, if it is at rest. The answer comes when it is ready, and fails with {@link
   * dev.hearth.runtime.failure.ServerFailedException}; it is the same for everybody who asks during
   * one start.
   */
  CompletableFuture<ServerEndpoint> start();

  /** Stops it; the answer comes when nothing of it is left. */
  CompletableFuture<Void> stop();

  /** Says that so many requests are still to be finished before it is stopped. */
  void draining(int inFlight);

  /**
   * What to do right before the server is told to end: close the streams of its clients, because a
   * busy server does not leave while it streams.
   */
  void beforeStop(Runnable closeStreams);

  /** What it has said. */
  ServerLog log();

  /** Stops it and waits until it is gone. */
  @Override
  void close();
}
