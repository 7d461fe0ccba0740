package dev.hearth.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Whether an exchange is still wanted, and what to abort when it no longer is. */
final class Cancellation {
  /** The client's connection ended. */
  static final String CLIENT = "client";

  /** The user stopped it in Hearth. */
  static final String USER = "user";

  /** The client took no data for too long. */
  static final String STALLED = "stalled client";

  /** The model was stopped or had to make room. */
  static final String UNLOADED = "unloading of the model";

  /** Hearth is being closed. */
  static final String SHUTDOWN = "shutdown";

  /** Something that is aborted when the exchange is cancelled while it goes on. */
  interface Guarded extends AutoCloseable {
    @Override
    void close();
  }

  /** The exchange was cancelled. */
  static final class Cancelled extends Exception {
    private static final long serialVersionUID = 1L;

    Cancelled() {
      super("cancelled", null, false, false);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> aborts = new ArrayList<>(2);
  private volatile String by = "";

  /** Cancels; only the first reason counts. */
  void cancel(String reason) {
    List<Runnable> due;
    lock.lock();
    try {
      if (!by.isEmpty()) {
        return;
      }
      by = reason;
      due = List.copyOf(aborts);
    } finally {
      lock.unlock();
    }
    due.forEach(Runnable::run);
  }

  boolean cancelled() {
    return !by.isEmpty();
  }

  /** Who cancelled, empty when nobody did. */
  String by() {
    return by;
  }

  void check() throws Cancelled {
    if (cancelled()) {
      throw new Cancelled();
    }
  }

  /** Runs {@code abort} on cancellation until closed, and at once when it already happened. */
  Guarded during(Runnable abort) {
    lock.lock();
    try {
      if (by.isEmpty()) {
        aborts.add(abort);
        return () -> forget(abort);
      }
    } finally {
      lock.unlock();
    }
    abort.run();
    return () -> {};
  }

  /** Interrupts the calling thread on cancellation until closed. */
  Guarded interrupting() {
    Thread waiting = Thread.currentThread();
    Guarded guarded = during(waiting::interrupt);
    return () -> {
      guarded.close();
      // The interrupt was meant for the wait that is over.
      Thread.interrupted();
    };
  }

  private void forget(Runnable abort) {
    lock.lock();
    try {
      aborts.remove(abort);
    } finally {
      lock.unlock();
    }
  }
}
