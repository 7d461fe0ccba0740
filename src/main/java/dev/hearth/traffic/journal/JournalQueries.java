package dev.hearth.traffic.journal;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.SqlCondition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The questions asked of the tables. */
final class JournalQueries {
  private static final String ROW =
      "select x.n, x.pinned, x.phase, d.summary, t.names from exchange x"
          + " join detail d on d.n = x.n left join toolset t on t.n = x.toolset ";

  /**
   * How many of the newest exchanges are searched for words before all are: a common word fills a
   * page with the first few, and nobody has to wait for the rest.
   */
  private static final int[] NEWEST = {2_000, 20_000};

  private final Clock clock;
  private final int[] newest;

  JournalQueries(Clock clock) {
    this(clock, NEWEST);
  }

  JournalQueries(Clock clock, int... newest) {
    this.clock = clock;
    this.newest = newest.clone();
  }

  List<ExchangeSummary> search(Connection c, Filter filter, int limit, int offset)
      throws SQLException {
    if (filter.searchesText()) {
      for (int newest : NEWEST) {
        Optional<Window> window = limit <= newest - offset ? window(c, newest) : Optional.empty();
        List<ExchangeSummary> rows =
            window.isPresent() ? page(c, filter, window.get(), limit, offset) : List.of();
        if (!rows.isEmpty() && rows.size() == limit) {
          return rows;
        }
      }
    }
    return page(c, filter, Window.ALL, limit, offset);
  }

  /** The newest exchanges: all since a moment, and between which numbers they lie. */
  private record Window(long since, long first, long last) {
    static final Window ALL = new Window(Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static Optional<Window> window(Connection c, int count) throws SQLException {
    try (PreparedStatement s =
        c.prepareStatement(
            "with edge(t) as (select time from exchange order by time desc limit 1 offset ?) select"
                + " t, min(n), max(n) from edge join exchange on time >= t having t not null")) {
      s.setInt(1, count);
      try (ResultSet r = s.executeQuery()) {
        return r.next()
            ? Optional.of(new Window(r.getLong(1), r.getLong(2), r.getLong(3)))
            : Optional.empty();
      }
    }
  }

  private List<ExchangeSummary> page(
      Connection c, Filter filter, Window window, int limit, int offset) throws SQLException {
    SqlCondition condition = filter.toSql(clock, window.first(), window.last());
    String page =
        "select x.n from exchange x where "
            + condition.where()
            + " and x.time >= ? order by x.time desc, x.n desc limit ? offset ?";
    try (PreparedStatement s =
        c.prepareStatement(ROW + "where x.n in (" + page + ") order by x.time desc, x.n desc")) {
      int i = bind(s, condition);
      s.setLong(++i, window.since());
      s.setInt(++i, limit);
      s.setInt(++i, offset);
      try (ResultSet r = s.executeQuery()) {
        return ExchangeStore.summaries(r);
      }
    }
  }

  long count(Connection c, Filter filter) throws SQLException {
    SqlCondition condition = filter.toSql(clock);
    try (PreparedStatement s =
        c.prepareStatement("select count(*) from exchange x where " + condition.where())) {
      bind(s, condition);
      try (ResultSet r = s.executeQuery()) {
        return r.next() ? r.getLong(1) : 0;
      }
    }
  }

  void forEach(Connection c, Filter filter, Consumer<ExchangeSummary> consumer)
      throws SQLException {
    SqlCondition condition = filter.toSql(clock);
    try (PreparedStatement s =
        c.prepareStatement(ROW + "where " + condition.where() + " order by x.time, x.n")) {
      bind(s, condition);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          consumer.accept(ExchangeStore.summary(r));
        }
      }
    }
  }

  List<String> ids(Connection c, Filter filter) throws SQLException {
    SqlCondition condition = filter.toSql(clock);
    List<String> ids = new ArrayList<>();
    try (PreparedStatement s =
        c.prepareStatement(
            "select x.id from exchange x where " + condition.where() + " order by x.time, x.n")) {
      bind(s, condition);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          ids.add(r.getString(1));
        }
      }
    }
    return ids;
  }

  private static int bind(PreparedStatement s, SqlCondition condition) throws SQLException {
    int i = 0;
    for (Object parameter : condition.parameters()) {
      s.setObject(++i, parameter);
    }
    return i;
  }

  List<Conversation> conversations(Connection c, int limit) throws SQLException {
    List<Conversation> found = new ArrayList<>();
    try (PreparedStatement s =
        c.prepareStatement(
            // SQLite takes the bare column from the row that holds the minimum.
            "select k_session, id, count(*), min(time), (select max(time) from exchange y where"
                + " y.k_session = x.k_session) latest from exchange x where k_session <> ''"
                + " group by k_session order by latest desc limit ?")) {
      s.setInt(1, limit);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          String session = r.getString(1);
          found.add(
              new Conversation(
                  session.substring(1, session.length() - 1),
                  r.getString(2),
                  r.getLong(3),
                  Instant.ofEpochMilli(r.getLong(4)),
                  Instant.ofEpochMilli(r.getLong(5))));
        }
      }
    }
    return found;
  }

  JournalSize size(Connection c, long bytes) throws SQLException {
    long exchanges = Database.number(c, "select count(*) from exchange");
    return new JournalSize(
        exchanges,
        Database.number(c, "select count(*) from exchange where pinned = 1"),
        bytes,
        exchanges == 0
            ? Optional.empty()
            : Optional.of(
                Instant.ofEpochMilli(Database.number(c, "select min(time) from exchange"))));
  }

  List<SavedSearch> savedSearches(Connection c) throws SQLException {
    List<SavedSearch> found = new ArrayList<>();
    try (PreparedStatement s =
            c.prepareStatement("select name, filter from saved_search order by position, name");
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        found.add(new SavedSearch(r.getString(1), r.getString(2)));
      }
    }
    return found;
  }

  static void save(Connection c, List<SavedSearch> searches) throws SQLException {
    try (PreparedStatement clear = c.prepareStatement("delete from saved_search");
        PreparedStatement s =
            c.prepareStatement("insert into saved_search(name, filter, position) values(?,?,?)")) {
      clear.executeUpdate();
      for (int i = 0; i < searches.size(); i++) {
        s.setString(1, searches.get(i).name());
        s.setString(2, searches.get(i).filter());
        s.setInt(3, i);
        s.executeUpdate();
      }
    }
  }
}
