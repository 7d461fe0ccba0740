package dev.hearth.desk.services;

import java.util.function.Consumer;

/** A value that changes on any thread. */
public interface Live<T> {
  /** The value now. */
  T now();

  /** Tells the value now and each later one, on the thread that sets it. */
  Watch watch(Consumer<? super T> listener);
}
