package dev.hearth.models.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through one folder in a thread of its own, so that a network drive that hangs holds up
 * nothing but itself, and again whenever something changes there.
 */
final class RootScanner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RootScanner.class);

  /** During the first scan the list is shown as it grows, every so many headers. */
  private static final int SHOW_EVERY = 64;

  /** A folder that takes long to walk is walked less often: at most this share of the time. */
  private static final int REST_FACTOR = 20;

  /** How long closing waits for a thread that may hang in a dead network drive. */
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final LibraryRoot root;
  private final CardCache cache;
  private final ScanTiming timing;
  private final Runnable changed;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile RootContent content;
  private volatile boolean closed;
  private Optional<FolderWatch> watch = Optional.empty();
  private Duration lastWalk = Duration.ZERO;

  /** A wish to look again; {@code asked} where somebody waits for the answer. */
  private record Signal(CompletableFuture<Void> done, boolean asked) {}

  RootScanner(LibraryRoot root, CardCache cache, ScanTiming timing, Runnable changed) {
    this.root = root;
    this.cache = cache;
    this.timing = timing;
    this.changed = changed;
    this.content = new RootContent(root, List.of(), Map.of(), Map.of(), true, false);
    this.thread =
        Thread.ofPlatform().daemon().name("hearth-library-" + root.label()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  RootContent content() {
    return content;
  }

  /** Looks through the folder now; done once the list shows what was found. */
  CompletableFuture<Void> rescan() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    signals.add(new Signal(done, true));
    if (closed) {
      done.complete(null);
    }
    return done;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(drained());
  }

  private void run() {
    try {
      List<Signal> waiting = drained();
      while (!closed) {
        scan();
        answer(waiting);
        waiting = await();
      }
    } catch (InterruptedException e) {
      LOG.trace("scan of {} ended", root.path());
    } finally {
      watch.ifPresent(FolderWatch::close);
      answer(drained());
    }
  }

  private List<Signal> await() throws InterruptedException {
    boolean reliable = content.watching();
    Duration poll = reliable ? timing.watchedPoll() : timing.unwatchedPoll();
    Duration rest = lastWalk.multipliedBy(REST_FACTOR);
    Duration wait = !reliable && rest.compareTo(poll) > 0 ? rest : poll;
    List<Signal> waiting = new ArrayList<>();
    Signal first = signals.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return waiting;
    }
    waiting.add(first);
    long end = System.nanoTime() + timing.patience().toNanos();
    boolean asked = first.asked();
    while (!asked && System.nanoTime() < end) {
      Signal next = signals.poll(timing.quiet().toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        break;
      }
      waiting.add(next);
      asked = next.asked();
    }
    waiting.addAll(drained());
    return waiting;
  }

  private void scan() {
    boolean first = content.scanning() && content.files().isEmpty();
    long start = System.nanoTime();
    Map<Path, CardEntry> cards = new HashMap<>();
    FolderWalk walk;
    try {
      walk = walk();
      int reads = cache.reads();
      for (FoundFile file : walk.files()) {
        if (closed) {
          return;
        }
        cards.put(file.path(), cache.card(file));
        if (first && cache.reads() - reads >= SHOW_EVERY) {
          reads = cache.reads();
          show(walk, cards, true);
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Looking through {} failed", root.path(), e);
      String trouble = "Looking through the folder failed: " + e.getMessage();
      content =
          new RootContent(
              root, content.files(), content.cards(), Map.of(root.path(), trouble), false, false);
      changed.run();
      return;
    }
    lastWalk = Duration.ofNanos(System.nanoTime() - start);
    Set<Path> found = new HashSet<>(cards.keySet());
    if (walk.troubles().isEmpty()) {
      cache.keepOnly(root.path(), found);
    }
    cache.save();
    show(walk, cards, false);
  }

  private FolderWalk walk() {
    openWatch();
    FolderWalk walk =
        FolderWalk.through(root.path(), folder -> watch.ifPresent(w -> w.watch(folder)));
    watch.ifPresent(w -> w.keepOnly(walk.folders()));
    return walk;
  }

  private void openWatch() {
    if (!timing.watch() || watch.isPresent() || !Files.isDirectory(root.path())) {
      return;
    }
    try {
      Runnable signal =
          () -> signals.add(new Signal(CompletableFuture.completedFuture(null), false));
      watch = Optional.of(new FolderWatch("hearth-watch-" + root.label(), signal));
    } catch (IOException e) {
      LOG.info(
          "{} cannot be watched ({}); it is looked through now and then.",
          root.path(),
          e.toString());
    }
  }

  private void show(FolderWalk walk, Map<Path, CardEntry> cards, boolean scanning) {
    boolean reliable =
        watch.map(FolderWatch::reliable).orElse(false) && !FolderWatch.remote(root.path());
    content = new RootContent(root, walk.files(), cards, walk.troubles(), scanning, reliable);
    changed.run();
  }

  private List<Signal> drained() {
    List<Signal> all = new ArrayList<>();
    signals.drainTo(all);
    return all;
  }

  private static void answer(List<Signal> signals) {
    signals.forEach(signal -> signal.done().complete(null));
  }
}
