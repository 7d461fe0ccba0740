package dev.hearth.traffic.journal;

import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.SeenValues;
import dev.hearth.traffic.filter.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was seen, kept on disk within the limits the user sets. Recording never holds the proxy up:
 * when it fails the {@link #state()} says why and traffic goes on. Safe for any thread.
 */
public final class Journal implements AutoCloseable {
  /** How the file is called in Hearth's data folder. */
  public static final String FILE_NAME = "journal.db";

  /** What completion knows when Hearth starts. */
  private static final int LEARNED_AT_START = 1000;

  private final Vault vault;
  private final JournalQueries queries;
  private final SeenValues seen = new SeenValues();
  private final Recording recording;

  private Journal(Vault vault, JournalSettings settings, Clock clock) {
    this.vault = vault;
    this.queries = new JournalQueries(clock);
    this.recording = new Recording(vault, settings, seen);
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
    return journal;
  }

  static Journal open(Path file, JournalSettings settings, Clock clock, Migrations migrations) {
    Journal journal = new Journal(new Vault(file, clock, migrations), settings, clock);
    if (journal.recording.start()) {
      journal.search(Filter.ALL, LEARNED_AT_START, 0).reversed().forEach(journal.seen::add);
    }
    return journal;
  }

  /** Records what the feed publishes from now on, on a thread of its own. */
  public void record(Feed feed) {
    recording.record(feed);
  }

  /** Applies the limits now instead of within the minute. */
  public void enforceLimits() {
    change(() -> vault.enforce(settings()), "The journal's limits could not be enforced");
  }

  /**
   * Changes what is kept, from the next exchange on.
   *
   * @throws IllegalArgumentException when a secret pattern is no regular expression, naming it;
   *     then nothing changes
   */
  public void configure(JournalSettings next) {
    change(
        () -> {
          recording.configure(next);
          return null;
        },
        "The journal's settings could not be changed");
  }

  /** What is kept. */
  public JournalSettings settings() {
    return recording.settings();
  }

  /** Records nothing that begins while this is on, whatever the settings say. */
  public void incognito(boolean on) {
    recording.incognito(on);
  }

  /** Whether it records, and if not, why. */
  public JournalState state() {
    return recording.state();
  }

  /** Is told of every change of state, on the thread that noticed it. */
  public void onState(Consumer<JournalState> watcher) {
    recording.onState(watcher);
  }

  /** Is told of every change of what is kept, on the thread that made it; must be quick. */
  public void onWritten(Runnable watcher) {
    vault.onWritten(watcher);
  }

  /** How many stream events the disk was too slow for. */
  public long eventsLost() {
    return recording.eventsLost();
  }

  /** Waits until what was published before is on disk. */
  public void flush() {
    recording.flush();
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
  public void close() {
    recording.close();
  }
}
