package dev.hearth.traffic.journal;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.filter.SearchText;
import dev.hearth.traffic.filter.Words;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The full-text index over exchanges that are over. */
final class WordIndex {
  private static final Logger LOG = LoggerFactory.getLogger(WordIndex.class);

  /** Some tens of milliseconds, so that whoever records hardly notices. */
  private static final int AT_ONCE = 25;

  private WordIndex() {}

  /** Makes an exchange's words known under its number, instead of those known before. */
  static void put(Connection connection, long number, Exchange exchange) throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement("insert or replace into words(rowid, text) values(?,?)")) {
      s.setLong(1, number);
      s.setString(2, Words.forIndex(SearchText.of(exchange)));
      s.executeUpdate();
    }
  }

  /** Whether an earlier Hearth indexed some exchanges in another way. */
  static boolean behind(Connection connection) throws SQLException {
    return Database.number(connection, "select exists(select 1 from unindexed)") == 1;
  }

  /**
   * Indexes some of the exchanges anew that an earlier Hearth indexed in another way.
   *
   * @return whether there are more
   */
  static boolean catchUp(Connection connection) throws SQLException {
    Map<Long, String> due = new LinkedHashMap<>();
    try (PreparedStatement s =
        connection.prepareStatement(
            "select u.n, coalesce(x.id, '') from unindexed u left join exchange x on x.n = u.n"
                + " limit ?")) {
      s.setInt(1, AT_ONCE);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          due.put(r.getLong(1), r.getString(2));
        }
      }
    }
    for (Map.Entry<Long, String> one : due.entrySet()) {
      again(connection, one.getKey(), one.getValue());
    }
    return due.size() == AT_ONCE;
  }

  private static void again(Connection connection, long number, String id) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("delete from unindexed where n = ?")) {
      s.setLong(1, number);
      s.executeUpdate();
    }
    try {
      var exchange = ExchangeStore.load(connection, id);
      if (exchange.isPresent()) {
        put(connection, number, exchange.get());
      }
    } catch (JournalException e) {
      LOG.warn("The words of {} stay as an earlier Hearth indexed them: {}", id, e.getMessage());
    }
  }
}
