package dev.hearth.runtime.orphans;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A small program that holds a pipe from Hearth and is told which processes Hearth has started. The
 * pipe ends when Hearth does, however that comes about; then what is left is ended.
 *
 * <p>It is a separate program because nothing inside a process can act after SIGKILL, and a Java
 * program because the JDK can end process trees on every system.
 */
public final class WatchdogMain {
  /** What an application launcher is called with, where the bundled Java has no launcher. */
  public static final String ARGUMENT = "--hearth-watchdog";

  static final String GUARD = "+";
  static final String RELEASE = "-";

  private WatchdogMain() {}

  /** Reads orders until the pipe ends. */
  public static void main(String[] args) {
    Thread reading = Thread.currentThread();
    // Ctrl-C reaches the whole terminal group; the work is still to be done then.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(reading)));
    Map<Long, ProcessIdentity> guarded = new LinkedHashMap<>();
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        obey(line.split(" "), guarded);
      }
    } catch (IOException e) {
      // A broken pipe means the same as its end.
    }
    guarded.values().forEach(WatchdogMain::end);
  }

  private static void obey(String[] words, Map<Long, ProcessIdentity> guarded) {
    if (words.length == 3 && words[0].equals(GUARD)) {
      long pid = Long.parseLong(words[1]);
      guarded.put(pid, new ProcessIdentity(pid, Long.parseLong(words[2])));
    } else if (words.length == 2 && words[0].equals(RELEASE)) {
      guarded.remove(Long.parseLong(words[1]));
    }
  }

  private static void end(ProcessIdentity identity) {
    identity
        .find()
        .ifPresent(
            handle -> {
              try {
                new ProcessTree(handle).end(ProcessTree.Grace.USUAL);
              } catch (InterruptedException e) {
                handle.descendants().forEach(ProcessHandle::destroyForcibly);
                handle.destroyForcibly();
              }
            });
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
