package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.Watch;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A value that is looked up again and again, but only while somebody watches. */
final class WatchedValue<T> implements Live<T> {
  private final LiveValue<T> value;
  private final Supplier<T> look;
  private final Duration interval;
  private final ScheduledExecutorService clock;
  private int watchers;
  private ScheduledFuture<?> looking;

  /**
   * @param look may block for a while; nothing else runs on the clock's thread meanwhile
   */
  WatchedValue(T start, Supplier<T> look, Duration interval, ScheduledExecutorService clock) {
    this.value = new LiveValue<>(start);
    this.look = look;
    this.interval = interval;
    this.clock = clock;
    clock.execute(this::refresh);
  }

  @Override
  public T now() {
    return value.now();
  }

  @Override
  public Watch watch(Consumer<? super T> listener) {
    Watch watch = value.watch(listener);
    begin();
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        watch.close();
        end();
      }
    };
  }

  private synchronized void begin() {
    if (watchers++ == 0) {
      looking =
          clock.scheduleWithFixedDelay(
              this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void end() {
    if (--watchers == 0) {
      looking.cancel(false);
    }
  }

  private void refresh() {
    value.set(look.get());
  }
}
