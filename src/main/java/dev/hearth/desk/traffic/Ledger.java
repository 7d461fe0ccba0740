package dev.hearth.desk.traffic;

import dev.hearth.desk.services.ComposedRequest;
import dev.hearth.desk.services.TrafficArchive;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.exchange.Answer;
import dev.hearth.traffic.exchange.Conversations;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeBook;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterKey;
import dev.hearth.traffic.filter.SeenValues;
import dev.hearth.traffic.filter.Vocabulary;
import dev.hearth.traffic.journal.JournalException;
import dev.hearth.traffic.journal.SavedSearch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds events into exchanges and filters them, off the JavaFX thread. What it finds goes to one
 * consumer as changes.
 */
final class Ledger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  /** The number of rows the table promises to stay smooth with. */
  static final int MOST_ROWS = 100_000;

  /** Bodies and events of the newest exchanges; older ones come from the archive. */
  static final long MOST_DETAIL_BYTES = 96L * 1024 * 1024;

  /** A second of the busiest traffic; beyond it the feed drops stream details, not milestones. */
  private static final int QUEUE = 20_000;

  private static final int FROM_EARLIER_RUNS = 2_000;

  /** Rows of the archive read at once; more than a screen, quick to read. */
  static final int PAGE = 500;

  private static final int SAID_CHARS = 80;

  private final ExchangeBook book =
      new ExchangeBook(MOST_ROWS, MOST_DETAIL_BYTES, new Conversations());
  private final Map<String, Exchange> earlier = new LinkedHashMap<>();
  private final Beginnings beginnings = new Beginnings();
  private final SeenValues seen = new SeenValues();
  private final Set<String> watched = new HashSet<>();
  private final Set<String> pinned = new HashSet<>();
  private final TrafficArchive archive;
  private final Clock clock;
  private final Consumer<List<Change>> out;
  private final Subscription subscription;
  private final ExecutorService commands =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("desk-ledger").factory());
  private Filter filter = Filter.ALL;
  private Scope scope = new Scope.All();
  private int generation;
  private int asked;

  /**
   * How many of the newest kept exchanges were read without a filter; all of them are in the table.
   */
  private int read;

  Ledger(Feed feed, TrafficArchive archive, Clock clock, Consumer<List<Change>> out) {
    this.archive = archive;
    this.clock = clock;
    this.out = out;
    command(this::readEarlier);
    command(() -> tellKept(0));
    this.subscription = feed.subscribe("desk", QUEUE, this::apply);
  }

  /** What may complete a filter. */
  Vocabulary seen() {
    return key ->
        Stream.concat(seen.values(key).stream(), archive.vocabulary().values(key).stream())
            .distinct()
            .toList();
  }

  /** Reads the next page of older exchanges that pass the filter. */
  void older() {
    command(() -> readOlder(now()));
  }

  /** Tells the filters that the archive keeps, nothing when it keeps none. */
  void savedSearches(Consumer<List<SavedSearch>> told) {
    command(() -> archive.savedSearches().ifPresent(told));
  }

  /** Has the archive keep filters. */
  void saveSearches(List<SavedSearch> searches) {
    command(() -> archive.saveSearches(searches));
  }

  /** Filters anew; rows told from now on carry the generation. */
  void filter(Filter next, Scope nextScope, int nextGeneration) {
    command(() -> refilter(next, nextScope, nextGeneration));
    if (!next.empty() || !(nextScope instanceof Scope.All)) {
      command(() -> readOlder(nextGeneration));
    } else {
      command(() -> tellKept(nextGeneration));
    }
  }

  /** Tells an exchange now and whenever it changes. */
  void watch(String id) {
    command(() -> startWatching(id));
  }

  /** Tells it no longer. */
  void unwatch(String id) {
    command(() -> stopWatching(id));
  }

  /** Keeps an exchange, or no longer. */
  void pin(String id, boolean keep) {
    command(
        () -> {
          archive.pin(id, keep);
          pinNow(id, keep);
        });
  }

  /** Forgets what is over; what is in flight stays. */
  void clear() {
    command(this::clearNow);
  }

  private void command(Runnable task) {
    try {
      commands.execute(() -> guarded(task));
    } catch (RejectedExecutionException closed) {
      // The window is gone; nobody waits for the answer.
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (JournalException e) {
      LOG.warn("Kept traffic could not be read: {}", e.getMessage());
    }
  }

  private synchronized void readEarlier() {
    List<Change> changes = new ArrayList<>();
    for (Exchange exchange : archive.recent(FROM_EARLIER_RUNS)) {
      know(exchange);
      changes.add(row(exchange));
    }
    asked = changes.size();
    read = asked;
    out.accept(changes);
    beginnings.take(earlier.values().stream().map(Exchange::summary).toList());
    command(this::nameNext);
  }

  /** One conversation at a time, so that what the user asks for comes between. */
  private void nameNext() {
    beginnings
        .next()
        .ifPresent(
            id -> {
              archive.load(id).ifPresent(this::name);
              command(this::nameNext);
            });
  }

  private void name(Exchange exchange) {
    String words = Beginnings.words(exchange);
    if (!words.isBlank()) {
      out.accept(List.of(new Change.Named(exchange.summary().conversation(), words)));
    }
  }

  private void know(Exchange exchange) {
    earlier.put(exchange.id(), exchange);
    seen.add(exchange.summary());
    if (exchange.summary().pinned()) {
      pinned.add(exchange.id());
    }
  }

  private synchronized int now() {
    return generation;
  }

  /** The archive is asked without the lock, so that traffic goes on meanwhile. */
  private void readOlder(int wanted) {
    Filter sought;
    int from;
    synchronized (this) {
      if (wanted != generation) {
        return;
      }
      sought = scope.narrow(filter);
      from = asked;
    }
    boolean news = false;
    boolean more = false;
    while (!news) {
      List<ExchangeSummary> page = archive.search(sought, PAGE, from);
      more = page.size() == PAGE;
      from += page.size();
      news = take(page, new KeptMatches(from, more), from, wanted) || !more;
    }
    // What is found is shown before it is known how much there is.
    take(List.of(), new KeptMatches(more ? archive.count(sought) : from, more), from, wanted);
  }

  /** Answers whether the page held anything that was not in the table. */
  private synchronized boolean take(
      List<ExchangeSummary> page, KeptMatches kept, int next, int wanted) {
    if (wanted != generation) {
      return true;
    }
    asked = next;
    if (unfiltered()) {
      read = next;
    }
    List<ExchangeSummary> older =
        page.stream().filter(s -> scope.holds(s) && book.find(s.id()).isEmpty()).toList();
    boolean news = older.stream().anyMatch(s -> !earlier.containsKey(s.id()));
    older.forEach(s -> know(archived(s)));
    out.accept(List.of(new Change.Older(older, kept, generation)));
    beginnings.take(older.reversed());
    command(this::nameNext);
    return news;
  }

  /** Without a filter nothing needs to be read, but the user is told that there is more. */
  private void tellKept(int wanted) {
    long kept = archive.count(Filter.ALL);
    synchronized (this) {
      if (wanted == generation) {
        // Others may be in the table because an earlier filter found them, with gaps between.
        asked = read;
        boolean more = kept > earlier.size() + book.all().size();
        out.accept(List.of(new Change.Older(List.of(), new KeptMatches(kept, more), generation)));
      }
    }
  }

  private boolean unfiltered() {
    return filter.empty() && scope instanceof Scope.All;
  }

  private static Exchange archived(ExchangeSummary summary) {
    return new Exchange(summary, List.of(), Payload.NONE, List.of(), Answer.NONE, List.of(), "");
  }

  private synchronized void apply(List<Event> events) {
    List<Change> changes = new ArrayList<>(marks(events));
    for (String id : book.apply(events)) {
      Optional<Exchange> found = book.find(id);
      if (found.isPresent()) {
        Exchange exchange = dressed(found.get());
        seen.add(exchange.summary());
        changes.add(row(exchange));
        if (watched.contains(id)) {
          changes.add(new Change.Detail(exchange));
        }
      }
    }
    out.accept(changes);
  }

  private static List<Change> marks(List<Event> events) {
    List<Change> marks = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.Received received) {
        received.headers().stream()
            .filter(h -> h.name().equalsIgnoreCase(ComposedRequest.MARK))
            .forEach(h -> marks.add(new Change.Marked(h.value(), event.at().exchange())));
      }
    }
    return marks;
  }

  private Change.Row row(Exchange exchange) {
    String said = exchange.said();
    return new Change.Row(
        exchange.summary(),
        matches(exchange),
        said.length() > SAID_CHARS ? said.substring(0, SAID_CHARS) : said,
        generation);
  }

  private boolean matches(Exchange exchange) {
    return scope.holds(exchange.summary()) && filter.matches(exchange, clock);
  }

  private Exchange dressed(Exchange exchange) {
    ExchangeSummary summary = exchange.summary();
    boolean pin = pinned.contains(exchange.id());
    return pin == summary.pinned() ? exchange : exchange.with(summary.pinned(pin));
  }

  private synchronized void refilter(Filter next, Scope nextScope, int nextGeneration) {
    filter = next;
    scope = nextScope;
    generation = nextGeneration;
    asked = 0;
    Set<String> ids = new HashSet<>();
    earlier.values().stream().filter(this::matches).forEach(e -> ids.add(e.id()));
    book.all().stream().map(this::dressed).filter(this::matches).forEach(e -> ids.add(e.id()));
    out.accept(List.of(new Change.Filtered(ids, generation)));
  }

  private void startWatching(String id) {
    Optional<Exchange> found;
    synchronized (this) {
      watched.add(id);
      found = book.slimmed(id) ? Optional.empty() : book.find(id);
    }
    found
        .or(() -> archive.load(id))
        .or(() -> lastKnown(id))
        .ifPresent(e -> out.accept(List.of(new Change.Detail(dressed(e)))));
    List<ExchangeSummary> replays =
        archive.search(
            Filter.parse(Filter.exactly(FilterKey.REPLAY, id)), ReplayLinks.MOST_SHOWN + 1, 0);
    if (!replays.isEmpty()) {
      out.accept(List.of(new Change.Replays(replays)));
    }
  }

  private synchronized Optional<Exchange> lastKnown(String id) {
    return book.find(id).or(() -> Optional.ofNullable(earlier.get(id)));
  }

  private synchronized void stopWatching(String id) {
    watched.remove(id);
  }

  private synchronized void pinNow(String id, boolean keep) {
    if (keep) {
      pinned.add(id);
    } else {
      pinned.remove(id);
    }
    earlier.computeIfPresent(id, (i, e) -> e.with(e.summary().pinned(keep)));
    lastKnown(id)
        .map(this::dressed)
        .ifPresent(e -> out.accept(List.of(row(e), new Change.Detail(e))));
  }

  private synchronized void clearNow() {
    book.clear();
    earlier.clear();
    read = 0;
  }

  @Override
  public void close() {
    subscription.close();
    commands.shutdownNow();
  }
}
