package dev.hearth.runtime.orphans;

import java.time.Instant;
import java.util.Optional;

/**
 * A process beyond doubt: its number may be given to another one later, its number and start time
 * are not.
 */
public record ProcessIdentity(long pid, long startedMillis) {
  /** Systems tell start times by the second, or shift them when the clock is set. */
  static final long TOLERANCE_MILLIS = 2_000;

  /** Of a process that is there. */
  public static ProcessIdentity of(ProcessHandle handle) {
    return new ProcessIdentity(
        handle.pid(), handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  /** Of this program. */
  public static ProcessIdentity mine() {
    return of(ProcessHandle.current());
  }

  /** The process, if it is still the same one. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::same);
  }

  private boolean same(ProcessHandle handle) {
    long started = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return Math.abs(started - startedMillis) <= TOLERANCE_MILLIS;
  }
}
