package dev.hearth.runtime.orphans;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process and all it has started. Descendants are remembered, because once their parent is gone
 * nobody can tell whose they were.
 */
public final class ProcessTree {
  /** How politely a tree is asked to end before it is made to. */
  public record Grace(Duration first, Duration second) {
    /**
     * llama-server ends at once when idle; busy, only a second signal moves it, and then at once.
     */
    public static final Grace USUAL = new Grace(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  /** Even a killed process takes a moment to leave, more so with gigabytes to give back. */
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private final ProcessHandle root;
  private final Set<ProcessHandle> descendants = new LinkedHashSet<>();

  public ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /** Remembers the descendants there are now. */
  public synchronized void look() {
    if (root.isAlive()) {
      root.descendants().forEach(descendants::add);
    }
  }

  /** Asks twice, then kills; returns when everything is gone. True if nothing had to be killed. */
  public boolean end(Grace grace) throws InterruptedException {
    look();
    boolean willing = ask(grace.first()) || ask(grace.second());
    boolean clean = survivors().isEmpty();
    survivors().forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle survivor : survivors()) {
      gone(survivor, AFTER_KILL);
    }
    return willing && clean;
  }

  private boolean ask(Duration patience) throws InterruptedException {
    if (!root.isAlive()) {
      return true;
    }
    root.destroy();
    boolean ended = gone(root, patience);
    look();
    return ended;
  }

  /** What outlived its root, such as workers of a server that crashed. */
  public void endSurvivors() {
    survivors().forEach(ProcessHandle::destroyForcibly);
  }

  private synchronized Set<ProcessHandle> survivors() {
    Set<ProcessHandle> alive = new LinkedHashSet<>();
    if (root.isAlive()) {
      alive.add(root);
    }
    descendants.stream().filter(ProcessHandle::isAlive).forEach(alive::add);
    return alive;
  }

  private static boolean gone(ProcessHandle handle, Duration patience) throws InterruptedException {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return !handle.isAlive();
    }
  }
}
