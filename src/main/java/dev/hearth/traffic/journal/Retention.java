package dev.hearth.traffic.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Forgets what is too old or too much, oldest first; pinned exchanges and live ones stay. */
final class Retention {
  /** Few enough that the writer never waits long for a pass. */
  private static final int BATCH = 200;

  /** A share is freed beyond the limit, so that not every new exchange starts a pass. */
  private static final double ROOM = 0.95;

  private static final String FORGETTABLE =
      "pinned = 0 and phase in ('DONE', 'FAILED', 'CANCELLED', 'INTERRUPTED')";

  private final Database database;
  private final Clock clock;

  Retention(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Brings the journal within its limits and answers how many exchanges went. */
  long enforce(JournalSettings limits) throws SQLException {
    long gone = 0;
    if (!limits.maxAge().isZero()) {
      long oldest = clock.instant().minus(limits.maxAge()).toEpochMilli();
      gone += deleteWhile("time < " + oldest, Long.MAX_VALUE);
    }
    if (limits.maxCount() > 0) {
      long surplus = count() - limits.maxCount();
      gone += surplus > 0 ? deleteWhile("1", surplus) : 0;
    }
    if (gone > 0) {
      sweep();
    }
    if (limits.maxBytes() > 0) {
      gone += shrink(limits.maxBytes());
    }
    return gone;
  }

  private long count() throws SQLException {
    return database.read(c -> Database.number(c, "select count(*) from exchange"));
  }

  /** Pieces are shared, so what a deletion frees is only known after a sweep. */
  private long shrink(long maxBytes) throws SQLException {
    long gone = 0;
    while (database.usedBytes() > maxBytes) {
      long used = database.usedBytes();
      double surplus = 1 - maxBytes * ROOM / used;
      long some = Math.max(1, (long) (count() * Math.min(0.5, surplus)));
      long deleted = deleteWhile("1", some);
      if (deleted == 0) {
        return gone;
      }
      gone += deleted;
      sweep();
    }
    return gone;
  }

  private long deleteWhile(String condition, long most) throws SQLException {
    long gone = 0;
    while (gone < most) {
      long limit = Math.min(BATCH, most - gone);
      List<Long> batch =
          database.write(
              c -> {
                List<Long> numbers = oldest(c, condition, limit);
                delete(c, numbers);
                return numbers;
              });
      gone += batch.size();
      if (batch.size() < limit) {
        break;
      }
    }
    return gone;
  }

  private static List<Long> oldest(Connection c, String condition, long limit) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (PreparedStatement s =
        c.prepareStatement(
            "select n from exchange where "
                + FORGETTABLE
                + " and "
                + condition
                + " order by time, n limit ?")) {
      s.setLong(1, limit);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          numbers.add(r.getLong(1));
        }
      }
    }
    return numbers;
  }

  /** Removes exchanges with all that is only theirs. */
  static void delete(Connection c, List<Long> numbers) throws SQLException {
    for (String sql :
        List.of(
            "delete from words where rowid = ?",
            "delete from events where exchange = ?",
            "delete from body where exchange = ?",
            "delete from detail where n = ?",
            "delete from exchange where n = ?")) {
      try (PreparedStatement s = c.prepareStatement(sql)) {
        for (long number : numbers) {
          s.setLong(1, number);
          s.addBatch();
        }
        s.executeBatch();
      }
    }
  }

  /** Removes pieces that no body uses any more, and gives the space back. */
  void sweep() throws SQLException {
    database.write(
        c -> {
          BitSet used = new BitSet();
          try (PreparedStatement s = c.prepareStatement("select chunks from body");
              ResultSet r = s.executeQuery()) {
            while (r.next()) {
              BodyStore.markUsed(r.getBytes(1), used);
            }
          }
          removeUnused(c, used);
          return null;
        });
    database.maintain("pragma incremental_vacuum");
  }

  private static void removeUnused(Connection c, BitSet used) throws SQLException {
    List<Integer> unused = new ArrayList<>();
    try (PreparedStatement s = c.prepareStatement("select n from chunk");
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        if (!used.get(r.getInt(1))) {
          unused.add(r.getInt(1));
        }
      }
    }
    try (PreparedStatement s = c.prepareStatement("delete from chunk where n = ?")) {
      for (int n : unused) {
        s.setInt(1, n);
        s.addBatch();
      }
      s.executeBatch();
    }
  }
}
