package dev.hearth.desk.services;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A {@link Live} that its owner sets. */
public final class LiveValue<T> implements Live<T> {
  private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();
  private volatile T value;

  public LiveValue(T start) {
    value = start;
  }

  @Override
  public T now() {
    return value;
  }

  @Override
  public Watch watch(Consumer<? super T> listener) {
    Consumer<? super T> own = listener::accept;
    listeners.add(own);
    own.accept(value);
    return () -> listeners.remove(own);
  }

  /** Changes the value; equal values are not told. */
  public void set(T next) {
    update(old -> next);
  }

  /** Changes the value from what it was. */
  public synchronized void update(UnaryOperator<T> change) {
    T next = change.apply(value);
    if (!next.equals(value)) {
      value = next;
      listeners.forEach(l -> l.accept(next));
    }
  }
}
