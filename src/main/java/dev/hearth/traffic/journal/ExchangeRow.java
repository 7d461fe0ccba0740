package dev.hearth.traffic.journal;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Columns;
import dev.hearth.traffic.filter.FilterKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;

/** The columns that filters look at. */
final class ExchangeRow {
  private static final List<String> PLAIN =
      List.of("id", "time", "phase", "origin", "pinned", "guarded", "streaming", "lost", "toolset");

  private static final List<FilterKey> NUMBERS =
      List.of(
          FilterKey.STATUS,
          FilterKey.ATTEMPTS,
          FilterKey.TOKENS,
          FilterKey.PROMPT,
          FilterKey.COMPLETION,
          FilterKey.MESSAGES,
          FilterKey.SIZE,
          FilterKey.TPS,
          FilterKey.CTX,
          FilterKey.TTFT,
          FilterKey.DURATION,
          FilterKey.HELD,
          FilterKey.QUEUED);

  private static final List<FilterKey> TEXTS =
      List.of(
          FilterKey.TOOL,
          FilterKey.MODEL,
          FilterKey.CLIENT,
          FilterKey.SESSION,
          FilterKey.PATH,
          FilterKey.METHOD,
          FilterKey.PROTOCOL,
          FilterKey.RULE,
          FilterKey.ERROR,
          FilterKey.FINISH,
          FilterKey.ID,
          FilterKey.REPLAY,
          FilterKey.VERDICT);

  private static final List<String> COLUMNS =
      java.util.stream.Stream.of(
              PLAIN.stream(),
              NUMBERS.stream().map(ExchangeRow::column),
              TEXTS.stream().map(ExchangeRow::column))
          .flatMap(s -> s)
          .toList();

  private static final String INSERT =
      "insert into exchange("
          + String.join(",", COLUMNS)
          + ") values("
          + COLUMNS.stream().map(c -> "?").collect(Collectors.joining(","))
          + ") on conflict(id) do update set "
          // A pin is set by the user meanwhile and stays.
          + COLUMNS.stream()
              .filter(c -> !c.equals("id") && !c.equals("pinned"))
              .map(c -> c + " = excluded." + c)
              .collect(Collectors.joining(","))
          + " returning n";

  private ExchangeRow() {}

  private static String column(FilterKey key) {
    return switch (key) {
      case SIZE -> "bytes";
      case TOOL,
          MODEL,
          CLIENT,
          SESSION,
          PATH,
          METHOD,
          PROTOCOL,
          RULE,
          ERROR,
          FINISH,
          ID,
          REPLAY,
          VERDICT ->
          "k_" + key.word();
      default -> key.word();
    };
  }

  /** Writes the row and answers its number. */
  static long save(Connection connection, ExchangeSummary s) throws SQLException {
    try (PreparedStatement p = connection.prepareStatement(INSERT)) {
      int i = 0;
      p.setString(++i, s.id());
      p.setLong(++i, s.time().toEpochMilli());
      p.setString(++i, s.phase().name());
      p.setString(++i, s.origin().name());
      p.setInt(++i, s.pinned() ? 1 : 0);
      p.setInt(++i, s.asked().guarded() ? 1 : 0);
      p.setInt(++i, s.asked().streaming() ? 1 : 0);
      p.setLong(++i, s.eventsLost());
      p.setLong(++i, toolset(connection, s));
      for (FilterKey key : NUMBERS) {
        number(p, ++i, Columns.number(s, key));
      }
      for (FilterKey key : TEXTS) {
        p.setString(++i, Columns.text(s, key));
      }
      try (ResultSet r = p.executeQuery()) {
        r.next();
        return r.getLong(1);
      }
    }
  }

  private static void number(PreparedStatement p, int i, double number) throws SQLException {
    if (Double.isNaN(number)) {
      p.setNull(i, Types.REAL);
    } else {
      p.setDouble(i, number);
    }
  }

  private static long toolset(Connection connection, ExchangeSummary s) throws SQLException {
    List<String> tools = s.asked().tools();
    if (tools.isEmpty()) {
      return 0;
    }
    String names = String.join("\n", tools);
    try (PreparedStatement p =
        connection.prepareStatement(
            "insert into toolset(names, k_offered) values(?,?)"
                + " on conflict(names) do update set k_offered = excluded.k_offered returning n")) {
      p.setString(1, names);
      p.setString(2, Columns.text(s, FilterKey.OFFERED));
      try (ResultSet r = p.executeQuery()) {
        r.next();
        return r.getLong(1);
      }
    }
  }
}
