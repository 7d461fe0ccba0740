package dev.hearth.traffic.journal;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.exchange.Conversations;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Folds events into exchanges and hands those that changed over in batches. One thread; it looks at
 * no clock but the monotonic one.
 */
final class Recorder implements Runnable {
  /** What a crash may cost, and how many small writes are joined into one. */
  private static final long FLUSH_NANOS = Duration.ofMillis(200).toNanos();

  /** How often limits are enforced. */
  private static final long UPKEEP_NANOS = Duration.ofMinutes(1).toNanos();

  private static final int BATCH = 4096;

  private final Subscription subscription;
  private final Supplier<JournalSettings.Mode> mode;
  private final Sink sink;
  private final Conversations conversations = new Conversations();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<Entry> dirty = new LinkedHashSet<>();
  private final ConcurrentLinkedQueue<CompletableFuture<Void>> barriers =
      new ConcurrentLinkedQueue<>();
  private volatile boolean closing;
  private long dirtySince;
  private boolean moreToDo = true;
  private long upkeepAt = System.nanoTime() + UPKEEP_NANOS;

  /** Where exchanges go. Neither method throws. */
  interface Sink {
    /** Writes exchanges; false when that failed and they are to be given up. */
    boolean write(List<Vault.Pending> pending);

    /** Time for upkeep. */
    void upkeep();

    /** Nothing happens: time for some of the work that can wait; answers whether there is more. */
    boolean idle();
  }

  private static final class Entry {
    private final String id;
    private final ExchangeFolder folder;
    private final JournalSettings.Mode mode;
    private final Saved saved = new Saved();

    Entry(String id, Conversations conversations, JournalSettings.Mode mode) {
      this.id = id;
      this.folder = new ExchangeFolder(id, conversations);
      this.mode = mode;
    }

    Vault.Pending pending() {
      Exchange exchange = folder.exchange();
      return new Vault.Pending(
          mode == JournalSettings.Mode.METADATA ? MetadataOnly.of(exchange) : exchange, saved);
    }
  }

  /**
   * @param subscription where events come from
   * @param mode what to record of an exchange that begins now
   * @param sink where exchanges go
   */
  Recorder(Subscription subscription, Supplier<JournalSettings.Mode> mode, Sink sink) {
    this.subscription = subscription;
    this.mode = mode;
    this.sink = sink;
  }

  @Override
  public void run() {
    while (true) {
      boolean last = closing;
      // Asked before the queue is looked at, so that all published before it is in hand.
      List<CompletableFuture<Void>> asked = List.copyOf(barriers);
      List<Event> events = subscription.await(BATCH, patience());
      events.forEach(this::apply);
      long now = System.nanoTime();
      boolean atRest = events.isEmpty() && (last || !asked.isEmpty());
      if (!dirty.isEmpty() && (now - dirtySince >= FLUSH_NANOS || atRest)) {
        flush();
      }
      if (moreToDo && events.isEmpty() && !last) {
        moreToDo = sink.idle();
      }
      if (atRest) {
        asked.forEach(b -> b.complete(null));
        barriers.removeAll(asked);
      }
      if (now - upkeepAt >= 0) {
        sink.upkeep();
        upkeepAt = System.nanoTime() + UPKEEP_NANOS;
      }
      if (last && events.isEmpty()) {
        return;
      }
    }
  }

  private Duration patience() {
    long now = System.nanoTime();
    long wait = upkeepAt - now;
    if (!dirty.isEmpty()) {
      wait = Math.min(wait, dirtySince + FLUSH_NANOS - now);
    }
    return closing || moreToDo || !barriers.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, wait));
  }

  private void apply(Event event) {
    String id = event.at().exchange();
    Entry entry = entries.get(id);
    if (entry == null) {
      // What began while nothing was to be recorded stays unrecorded to its end.
      JournalSettings.Mode now = mode.get();
      if (!(event instanceof Event.Received) || now == JournalSettings.Mode.NOTHING) {
        return;
      }
      entry = new Entry(id, conversations, now);
      entries.put(id, entry);
    }
    entry.folder.apply(event);
    if (dirty.isEmpty()) {
      dirtySince = System.nanoTime();
    }
    dirty.add(entry);
  }

  private void flush() {
    List<Vault.Pending> pending = new ArrayList<>(dirty.size());
    dirty.forEach(entry -> pending.add(entry.pending()));
    boolean written = sink.write(pending);
    for (Entry entry : dirty) {
      if (!written || !entry.folder.phase().live()) {
        entries.remove(entry.id);
      }
    }
    dirty.clear();
  }

  /** Completes when everything published before is written or given up. */
  CompletableFuture<Void> barrier() {
    CompletableFuture<Void> barrier = new CompletableFuture<>();
    barriers.add(barrier);
    subscription.wake();
    return barrier;
  }

  /** Writes what waits and ends. */
  void close() {
    closing = true;
    subscription.wake();
  }
}
