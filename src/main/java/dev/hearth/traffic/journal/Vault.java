package dev.hearth.traffic.journal;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.redact.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's file together with what to do when it cannot be opened or turns out damaged. */
final class Vault implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path file;
  private final Clock clock;
  private final Migrations migrations;
  private final Neighbours neighbours;
  private final ExchangeStore store = new ExchangeStore();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private long dataVersion;
  private volatile Database database;
  private volatile String notice = "";

  Vault(Path file, Clock clock, Migrations migrations) {
    this.file = file;
    this.clock = clock;
    this.migrations = migrations;
    this.neighbours = new Neighbours(file);
  }

  /** Opens the file; a damaged one is set aside and a new one begun. */
  void open() throws SQLException, IOException {
    neighbours.join(
        alone -> {
          openFile(alone);
          if (alone) {
            closeInterrupted();
          }
        });
  }

  /** Opens the file beside a Hearth that may be recording into it. */
  void visit() throws SQLException, IOException {
    try {
      openFile(false);
    } catch (SQLException e) {
      if (!Database.damaged(e)) {
        throw e;
      }
      neighbours.join(this::openFile);
      neighbours.close();
    }
  }

  private void openFile(boolean alone) throws SQLException, IOException {
    try {
      database = Database.open(file, migrations, this::written);
    } catch (SQLException e) {
      if (!Database.damaged(e) || !alone) {
        throw e;
      }
      setAside(e);
      database = Database.open(file, migrations, this::written);
    }
    store.forget();
  }

  private void written() {
    watchers.forEach(Runnable::run);
  }

  /** Has somebody told of every change of what is kept, on the thread that made it. */
  void onWritten(Runnable watcher) {
    watchers.add(watcher);
  }

  private void closeInterrupted() throws SQLException {
    int interrupted = database.write(this::closeInterrupted);
    if (interrupted > 0) {
      LOG.info("{} exchanges were in flight when Hearth last ended", interrupted);
    }
  }

  /** Whatever was in flight when the last run ended will not go on. */
  private int closeInterrupted(Connection c) throws SQLException {
    Map<Long, String> live = new java.util.LinkedHashMap<>();
    try (PreparedStatement s =
            c.prepareStatement(
                "select n, id from exchange where phase not in"
                    + " ('DONE', 'FAILED', 'CANCELLED', 'INTERRUPTED')");
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        live.put(r.getLong(1), r.getString(2));
      }
    }
    for (Map.Entry<Long, String> one : live.entrySet()) {
      try (PreparedStatement mark =
          c.prepareStatement("update exchange set phase = 'INTERRUPTED' where n = ?")) {
        mark.setLong(1, one.getKey());
        mark.executeUpdate();
      }
      Optional<Exchange> exchange = ExchangeStore.load(c, one.getValue());
      if (exchange.isPresent()) {
        WordIndex.put(c, one.getKey(), exchange.get());
      }
    }
    return live.size();
  }

  /** Moves a damaged file out of the way, never deleting it. */
  private void setAside(SQLException why) throws IOException {
    String name = file.getFileName() + ".damaged-" + STAMP.format(clock.instant());
    Path aside = file.resolveSibling(name);
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(name + "-" + i);
    }
    Files.move(file, aside);
    for (String tail : List.of("-wal", "-shm")) {
      Path beside = file.resolveSibling(file.getFileName() + tail);
      if (Files.exists(beside)) {
        Files.move(beside, aside.resolveSibling(aside.getFileName() + tail));
      }
    }
    LOG.warn(
        "The journal {} is damaged ({}) and was set aside as {}", file, why.getMessage(), aside);
    notice =
        "The journal was damaged. It was set aside as "
            + aside.getFileName()
            + " and a new one was begun.";
  }

  /** Begins anew after damage showed while running. */
  void replaceDamaged(SQLException why) throws SQLException, IOException {
    close();
    neighbours.join(
        alone -> {
          if (alone) {
            setAside(why);
          }
          // Beside others it may be the new file of the one who noticed first.
          openFile(alone);
        });
  }

  /** Something that happened to the file and that the user should know, or nothing. */
  String notice() {
    return notice;
  }

  Optional<Database> database() {
    return Optional.ofNullable(database);
  }

  ExchangeStore store() {
    return store;
  }

  void mask(SecretMask mask) throws SQLException {
    Database open = database;
    if (open == null) {
      store.mask(mask);
      return;
    }
    open.write(
        c -> {
          store.mask(mask);
          return null;
        });
  }

  /** Writes several exchanges at once: all of them or none. */
  void save(List<Pending> pending) throws SQLException {
    Database open = database;
    if (open == null) {
      throw new SQLException("the journal is not open");
    }
    try {
      open.write(
          c -> {
            noticeOthers(c);
            for (Pending one : pending) {
              store.save(c, one.exchange(), one.saved());
            }
            return null;
          });
    } catch (ExchangeStore.Unwritten e) {
      store.forget();
      throw e.failure();
    } catch (SQLException e) {
      store.forget();
      throw e;
    }
  }

  /** Another process may have removed pieces whose place is remembered here. */
  private void noticeOthers(Connection c) throws SQLException {
    long version = Database.number(c, "pragma data_version");
    if (version != dataVersion) {
      store.forget();
      dataVersion = version;
    }
  }

  /** An exchange to write, and what of it is written. */
  record Pending(Exchange exchange, Saved saved) {}

  /** Adds a finished exchange unless one of its id is there. */
  boolean add(Exchange exchange) throws SQLException {
    Database open = database;
    if (open == null) {
      throw new SQLException("the journal is not open");
    }
    try {
      return open.write(
          c -> {
            if (ExchangeStore.load(c, exchange.id()).isPresent()) {
              return false;
            }
            noticeOthers(c);
            boolean unfinished = exchange.summary().phase().live();
            store.save(
                c,
                unfinished
                    ? exchange.with(exchange.summary().inPhase(Phase.INTERRUPTED))
                    : exchange,
                new Saved());
            return true;
          });
    } catch (ExchangeStore.Unwritten e) {
      store.forget();
      throw e.failure();
    }
  }

  /** Does some of what an earlier Hearth left to be done; answers whether there is more. */
  boolean catchUp() throws SQLException {
    Database open = database;
    return open != null && open.read(WordIndex::behind) && open.write(WordIndex::catchUp);
  }

  /** Removes exchanges by id. */
  void delete(List<String> ids) throws SQLException {
    Database open = database;
    if (open == null) {
      return;
    }
    open.write(
        c -> {
          List<Long> numbers = new ArrayList<>();
          try (PreparedStatement s = c.prepareStatement("select n from exchange where id = ?")) {
            for (String id : ids) {
              s.setString(1, id);
              try (ResultSet r = s.executeQuery()) {
                if (r.next()) {
                  numbers.add(r.getLong(1));
                }
              }
            }
          }
          Retention.delete(c, numbers);
          return null;
        });
    sweepAfterDeletion(open);
  }

  private void sweepAfterDeletion(Database open) throws SQLException {
    new Retention(open, clock).sweep();
    open.write(
        c -> {
          store.forget();
          return null;
        });
  }

  /** Keeps the journal within its limits. */
  long enforce(JournalSettings limits) throws SQLException {
    Database open = database;
    if (open == null) {
      return 0;
    }
    long gone = new Retention(open, clock).enforce(limits);
    if (gone > 0) {
      open.write(
          c -> {
            store.forget();
            return null;
          });
    }
    return gone;
  }

  @Override
  public void close() throws SQLException {
    Database open = database;
    database = null;
    if (open != null) {
      open.close();
    }
    neighbours.close();
  }
}
