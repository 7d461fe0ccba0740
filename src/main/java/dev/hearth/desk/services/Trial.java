package dev.hearth.desk.services;

import java.util.concurrent.CompletableFuture;

/** Something that takes a while and can be called off. */
public interface Trial {
  /** Completes when it is over, also after it was called off; fails only when it could not run. */
  CompletableFuture<Void> done();

  /** Calls it off. */
  void cancel();
}
