package dev.hearth.runtime.orphans;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no server outlives Hearth, even when Hearth is killed: a small program beside it
 * holds a pipe whose end it cannot miss. The program is started with the first server.
 */
public final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /** One that keeps dying is not started for ever. */
  private static final int STARTS = 5;

  private final Optional<List<String>> command;
  private final Map<Long, ProcessIdentity> guarded = new LinkedHashMap<>();
  private Process process;
  private int starts;
  private boolean closed;

  Watchdog(Optional<List<String>> command) {
    this.command = command;
  }

  /** One that runs with the Java that runs Hearth. */
  public static Watchdog create() {
    return new Watchdog(WatchdogCommand.find());
  }

  /** From now on this process and what it starts do not outlive Hearth. */
  public synchronized void guard(ProcessHandle handle) {
    ProcessIdentity identity = ProcessIdentity.of(handle);
    guarded.put(identity.pid(), identity);
    if (process == null || !process.isAlive()) {
      start();
    } else {
      tell(WatchdogMain.GUARD + " " + identity.pid() + " " + identity.startedMillis());
    }
  }

  /** This process has ended, or may outlive Hearth. */
  public synchronized void release(ProcessHandle handle) {
    if (guarded.remove(handle.pid()) != null) {
      tell(WatchdogMain.RELEASE + " " + handle.pid());
    }
  }

  /** The watchdog's own process. */
  public synchronized OptionalLong pid() {
    return process == null || !process.isAlive()
        ? OptionalLong.empty()
        : OptionalLong.of(process.pid());
  }

  private void start() {
    if (closed || starts >= STARTS) {
      return;
    }
    starts++;
    if (command.isEmpty()) {
      LOG.warn("No Java launcher found: a server may outlive Hearth if Hearth is killed.");
      return;
    }
    try {
      process =
          new ProcessBuilder(command.get())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.onExit().thenRun(this::replace);
      guarded
          .values()
          .forEach(it -> tell(WatchdogMain.GUARD + " " + it.pid() + " " + it.startedMillis()));
    } catch (IOException e) {
      LOG.warn("The watchdog could not be started: {}", e.toString());
    }
  }

  private synchronized void replace() {
    if (!closed && !guarded.isEmpty()) {
      LOG.warn("The watchdog has ended; starting another one.");
      start();
    }
  }

  private void tell(String order) {
    if (process == null) {
      return;
    }
    try {
      OutputStream pipe = process.getOutputStream();
      pipe.write((order + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      LOG.debug("The watchdog does not listen: {}", e.toString());
    }
  }

  /** Ends the watchdog, which ends whatever it still guards. */
  @Override
  public synchronized void close() {
    closed = true;
    if (process != null) {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        LOG.debug("closing the watchdog's pipe", e);
      }
    }
  }
}
