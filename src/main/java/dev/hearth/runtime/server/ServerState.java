package dev.hearth.runtime.server;

import dev.hearth.runtime.failure.ServerFailure;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What a model server is doing. */
public sealed interface ServerState {
  /** Whether requests can be sent to it. */
  default boolean serving() {
    return this instanceof Ready || this instanceof Sleeping || this instanceof Draining;
  }

  /** Whether it is at rest: nothing runs and nothing will by itself. */
  default boolean resting() {
    return this instanceof Stopped || this instanceof Failed;
  }

  /** One word or a few, for people. */
  String words();

  /** Not running, as wished. */
  record Stopped() implements ServerState {
    @Override
    public String words() {
      return "stopped";
    }
  }

  /**
   * On its way up.
   *
   * @param percent how much of this stage is done, where that is known
   * @param detail what is special about this start, empty for nothing
   */
  record Starting(StartStage stage, OptionalInt percent, String detail, Instant since)
      implements ServerState {
    @Override
    public String words() {
      return stage.words() + (percent.isPresent() ? " " + percent.getAsInt() + " %" : "");
    }
  }

  /**
   * Answers.
   *
   * @param window what it takes, where it says so
   * @param restarts how often it had to be started again since the person started it
   */
  record Ready(
      ServerEndpoint endpoint,
      Optional<ContextWindow> window,
      long pid,
      int restarts,
      Instant since)
      implements ServerState {
    @Override
    public String words() {
      return "ready";
    }
  }

  /** Has given its memory back and wakes with the next request. */
  record Sleeping(Ready ready) implements ServerState {
    @Override
    public String words() {
      return "sleeping";
    }
  }

  /** Finishes what it has begun and takes nothing new. */
  record Draining(Ready ready, int inFlight) implements ServerState {
    @Override
    public String words() {
      return "finishing " + inFlight + (inFlight == 1 ? " request" : " requests");
    }
  }

  /** On its way down. */
  record Stopping() implements ServerState {
    @Override
    public String words() {
      return "stopping";
    }
  }

  /** Did not start, or was lost and given up. */
  record Failed(ServerFailure failure) implements ServerState {
    @Override
    public String words() {
      return "failed: " + failure.cause();
    }
  }
}
