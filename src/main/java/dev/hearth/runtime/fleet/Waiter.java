package dev.hearth.runtime.fleet;

import java.util.concurrent.CompletableFuture;

/** A request that waits for its model. */
record Waiter(CompletableFuture<Lease> answer) {
  boolean gone() {
    return answer.isDone();
  }
}
