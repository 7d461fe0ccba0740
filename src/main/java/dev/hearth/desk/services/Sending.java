package dev.hearth.desk.services;

import java.util.concurrent.CompletableFuture;

/** A composed request on its way. */
public interface Sending {
  /** Completes with the HTTP status when the whole reply is there, or with the failure. */
  CompletableFuture<Integer> done();

  /** Hangs up. */
  void cancel();
}
