package dev.hearth.traffic.journal;

import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.SeenValues;
import dev.hearth.traffic.filter.Vocabulary;
import dev.hearth.traffic.redact.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was seen, kept on disk within the limits the user sets. Recording never holds the proxy up:
 * when it fails the {@link #state()} says why and traffic goes on. Safe for any thread.
 */
public final class Journal implements AutoCloseable {
  /** How the file is called in Hearth's data folder. */
  public static final String FILE_NAME = "journal.db";

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  /** Events that may wait for the disk before stream details are dropped. */
  private static final int WAITING_EVENTS = 50_000;

  /** After a failure the disk is tried again this often. */
  private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

  /** What completion knows when Hearth starts. */
  private static final int LEARNED_AT_START = 1000;

  private static final long CLOSE_SECONDS = 30;

  private final Vault vault;
  private final Clock clock;
  private final JournalQueries queries;
  private final SeenValues seen = new SeenValues();
  private final CopyOnWriteArrayList<Consumer<JournalState>> watchers =
      new CopyOnWriteArrayList<>();
  private volatile JournalSettings settings;
  private volatile boolean incognito;
  private volatile String failure = "";
  private volatile long failedAt;
  private volatile boolean closed;
  private volatile JournalState told;
  private volatile Recorder recorder;
  private Thread thread;
  private Subscription subscription;

  private Journal(Vault vault, JournalSettings settings, Clock clock) {
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
    this.queries = new JournalQueries(clock);
  }

  /**
   * Opens the journal. A file that cannot be used does not stop anything: the state tells.
   *
   * @param file the database; made with its folder when missing
   * @param settings what to keep
   * @param clock for age limits and relative times in filters
   */
  public static Journal open(Path file, JournalSettings settings, Clock clock) {
    return open(file, settings, clock, Migrations.shipped());
  }

  /**
   * Opens a journal that is there, to look into it or to add to it while another Hearth may be
   * recording.
   *
   * @throws JournalException when there is none or it cannot be read, saying what to do
   */
  public static Journal visit(Path file, Clock clock) {
    if (!Files.exists(file)) {
      throw new JournalException(
          "There is no journal at " + file + " yet. It is made when Hearth first records.", null);
    }
    Journal journal =
        new Journal(new Vault(file, clock, Migrations.shipped()), JournalSettings.DEFAULT, clock);
    try {
      journal.vault.visit();
    } catch (SQLException | IOException e) {
      throw new JournalException("The journal " + file + " cannot be read: " + e.getMessage(), e);
    }
    journal.told = journal.state();
    return journal;
  }

  static Journal open(Path file, JournalSettings settings, Clock clock, Migrations migrations) {
    Journal journal = new Journal(new Vault(file, clock, migrations), settings, clock);
    journal.tryOpen();
    journal.told = journal.state();
    return journal;
  }

  private void tryOpen() {
    try {
      vault.mask(SecretMask.with(settings.secretPatterns()));
      vault.open();
      failure = "";
      learn();
    } catch (SQLException | IOException e) {
      fail(e);
    }
  }

  private void learn() {
    search(Filter.ALL, LEARNED_AT_START, 0).reversed().forEach(seen::add);
  }

  /** Records what the feed publishes from now on, on a thread of its own. */
  public synchronized void record(Feed feed) {
    if (recorder != null) {
      throw new IllegalStateException("the journal records already");
    }
    subscription = feed.subscribe("journal", WAITING_EVENTS);
    recorder = new Recorder(subscription, this::modeNow, new Disk());
    thread = new Thread(recorder, "journal");
    thread.setDaemon(true);
    thread.start();
  }

  private JournalSettings.Mode modeNow() {
    boolean resting = !failure.isEmpty() && System.nanoTime() - failedAt < RETRY_NANOS;
    return incognito || closed || resting ? JournalSettings.Mode.NOTHING : settings.mode();
  }

  /** A damaged file makes way for a new one; anything else is for the user to mend. */
  private boolean recover(SQLException e, List<Vault.Pending> pending) {
    if (Database.damaged(e)) {
      try {
        vault.replaceDamaged(e);
        vault.save(
            pending.stream().map(p -> new Vault.Pending(p.exchange(), new Saved())).toList());
        tell();
        // What is in flight refers to rows of the old file.
        return false;
      } catch (SQLException | IOException again) {
        fail(again);
        return false;
      }
    }
    fail(e);
    return false;
  }

  private void fail(Exception e) {
    LOG.warn("Nothing is recorded: {}", e.getMessage(), e);
    failure =
        "Nothing is being recorded: "
            + reason(e)
            + " Requests go through as usual; recording is tried again every half minute.";
    failedAt = System.nanoTime();
    tell();
  }

  private static String reason(Exception e) {
    if (e instanceof Migrations.NewerJournalException) {
      return e.getMessage() + ". Update Hearth, or choose another file for the journal.";
    }
    int code = e instanceof SQLException sql ? sql.getErrorCode() & 0xff : 0;
    return switch (code) {
      case 13 -> "the disk is full. Free some space or lower the journal's limits.";
      case 8 -> "the journal's file or folder is read-only. Allow writing to it.";
      case 5, 6 -> "another program holds the journal. Is Hearth running twice?";
      default ->
          "the journal's file cannot be written ("
              + e.getMessage()
              + "). Check its folder in the settings.";
    };
  }

  /** Where the recorder writes; failures end here. */
  private final class Disk implements Recorder.Sink {
    @Override
    public boolean write(List<Vault.Pending> pending) {
      try {
        if (vault.database().isEmpty()) {
          vault.open();
        }
        vault.save(pending);
        failure = "";
        pending.forEach(p -> seen.add(p.exchange().summary()));
        tell();
        return true;
      } catch (SQLException e) {
        return recover(e, pending);
      } catch (IOException | RuntimeException e) {
        fail(e);
        return false;
      }
    }

    @Override
    public void upkeep() {
      if (!failure.isEmpty()) {
        return;
      }
      try {
        vault.enforce(settings);
      } catch (SQLException | RuntimeException e) {
        LOG.warn("The journal's limits could not be enforced", e);
      }
    }
  }

  /** Applies the limits now instead of within the minute. */
  public void enforceLimits() {
    change(() -> vault.enforce(settings), "The journal's limits could not be enforced");
  }

  /** Changes what is kept, from the next exchange on. */
  public void configure(JournalSettings next) {
    settings = next;
    change(
        () -> {
          vault.mask(SecretMask.with(next.secretPatterns()));
          return null;
        },
        "The journal's settings could not be changed");
    tell();
  }

  /** What is kept. */
  public JournalSettings settings() {
    return settings;
  }

  /** Records nothing that begins while this is on, whatever the settings say. */
  public void incognito(boolean on) {
    incognito = on;
    tell();
  }

  /** Whether it records, and if not, why. */
  public JournalState state() {
    if (closed) {
      return new JournalState(JournalState.Kind.CLOSED, "");
    }
    if (!failure.isEmpty()) {
      return new JournalState(JournalState.Kind.FAILED, failure);
    }
    JournalState.Kind kind =
        incognito
            ? JournalState.Kind.INCOGNITO
            : switch (settings.mode()) {
              case NOTHING -> JournalState.Kind.OFF;
              case METADATA -> JournalState.Kind.METADATA;
              case EVERYTHING -> JournalState.Kind.RECORDING;
            };
    return new JournalState(kind, vault.notice());
  }

  /** Is told of every change of state, on the thread that noticed it. */
  public void onState(Consumer<JournalState> watcher) {
    watchers.add(watcher);
  }

  private void tell() {
    JournalState now = state();
    if (!now.equals(told)) {
      told = now;
      watchers.forEach(w -> w.accept(now));
    }
  }

  /** How many stream events the disk was too slow for. */
  public long eventsLost() {
    Subscription open = subscription;
    return open == null ? 0 : open.lost();
  }

  /** Waits until what was published before is on disk. */
  public void flush() {
    Recorder running = recorder;
    if (running == null) {
      return;
    }
    CompletableFuture<Void> barrier = running.barrier();
    try {
      barrier.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new JournalException("The journal did not come to rest", e);
    }
  }

  /** A page of exchanges that pass a filter, newest first. */
  public List<ExchangeSummary> search(Filter filter, int limit, int offset) {
    return ask(c -> queries.search(c, filter, limit, offset), List.of());
  }

  /** How many exchanges pass a filter. */
  public long count(Filter filter) {
    return ask(c -> queries.count(c, filter), 0L);
  }

  /** Hands every exchange that passes a filter over, oldest first, without holding them all. */
  public void forEach(Filter filter, Consumer<ExchangeSummary> consumer) {
    ask(
        c -> {
          queries.forEach(c, filter, consumer);
          return true;
        },
        false);
  }

  /** The ids of the exchanges that pass a filter, oldest first. */
  public List<String> ids(Filter filter) {
    return ask(c -> queries.ids(c, filter), List.of());
  }

  /** A whole exchange. */
  public Optional<Exchange> load(String id) {
    return ask(c -> ExchangeStore.load(c, id), Optional.empty());
  }

  /** The latest conversations. */
  public List<Conversation> conversations(int limit) {
    return ask(c -> queries.conversations(c, limit), List.of());
  }

  /** How much is kept. */
  public JournalSize size() {
    JournalSize nothing = new JournalSize(0, 0, 0, Optional.empty());
    Optional<Database> open = vault.database();
    if (open.isEmpty()) {
      return nothing;
    }
    try {
      long bytes = open.get().usedBytes();
      return open.get().read(c -> queries.size(c, bytes));
    } catch (SQLException e) {
      throw new JournalException("The journal could not be read: " + e.getMessage(), e);
    }
  }

  /** Values for completion. */
  public Vocabulary vocabulary() {
    return seen;
  }

  /** Keeps an exchange whatever the limits say, or no longer. */
  public void pin(String id, boolean keep) {
    change(
        () ->
            database()
                .write(
                    c -> {
                      try (PreparedStatement s =
                          c.prepareStatement("update exchange set pinned = ? where id = ?")) {
                        s.setInt(1, keep ? 1 : 0);
                        s.setString(2, id);
                        return s.executeUpdate();
                      }
                    }),
        "The exchange could not be pinned");
  }

  /** Adds an exchange from elsewhere; false when it is there already. */
  public boolean add(Exchange exchange) {
    return change(() -> vault.add(exchange), "The exchange could not be added to the journal");
  }

  /** Forgets exchanges, pinned or not. */
  public void delete(List<String> ids) {
    change(
        () -> {
          vault.delete(ids);
          return null;
        },
        "The exchanges could not be deleted");
  }

  /** The filters kept under a name, in the user's order. */
  public List<SavedSearch> savedSearches() {
    return ask(queries::savedSearches, List.of());
  }

  /** Replaces the filters kept under a name. */
  public void saveSearches(List<SavedSearch> searches) {
    change(
        () ->
            database()
                .write(
                    c -> {
                      JournalQueries.save(c, searches);
                      return null;
                    }),
        "The search could not be saved");
  }

  Vault vault() {
    return vault;
  }

  private Database database() throws SQLException {
    return vault.database().orElseThrow(() -> new SQLException("the journal is not open"));
  }

  private <T> T ask(Database.Work<T> question, T otherwise) {
    Optional<Database> open = vault.database();
    if (open.isEmpty()) {
      return otherwise;
    }
    try {
      return open.get().read(question);
    } catch (SQLException e) {
      throw new JournalException("The journal could not be read: " + e.getMessage(), e);
    }
  }

  /** A change that a person asked for. */
  private interface Change<T> {
    T run() throws SQLException;
  }

  private static <T> T change(Change<T> change, String otherwise) {
    try {
      return change.run();
    } catch (SQLException e) {
      throw new JournalException(otherwise + ": " + e.getMessage(), e);
    }
  }

  /** Writes what waits and closes the file. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    if (recorder != null) {
      recorder.close();
      try {
        thread.join(Duration.ofSeconds(CLOSE_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      subscription.close();
    }
    closed = true;
    try {
      vault.close();
    } catch (SQLException e) {
      LOG.warn("The journal did not close cleanly", e);
    }
    tell();
  }
}
