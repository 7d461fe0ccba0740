package dev.hearth.traffic.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.codec.ExchangeJson;
import dev.hearth.traffic.codec.Parts;
import dev.hearth.traffic.codec.SummaryJson;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.StreamEvent;
import dev.hearth.traffic.exchange.Turns;
import dev.hearth.traffic.redact.Redactor;
import dev.hearth.traffic.redact.SecretMask;
import dev.hearth.wire.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes exchanges into the tables, masked, and reads them back. */
final class ExchangeStore {
  /** Enough to tell which words of a request were meant, and to name a row. */
  private static final int SAID_BEGINNING = 200;

  private final BodyStore bodies = new BodyStore();
  private Redactor redactor = new Redactor(SecretMask.standard());

  void mask(SecretMask mask) {
    redactor = new Redactor(mask);
    bodies.mask(mask);
  }

  /** Numbers handed out may have been undone or deleted. */
  void forget() {
    bodies.forget();
  }

  /** Writes an exchange as far as it is; {@code saved} knows what was written before. */
  void save(Connection connection, Exchange raw, Saved saved) throws SQLException {
    Exchange exchange = redactor.redactTexts(raw);
    ExchangeSummary row = exchange.summary();
    saved.number(ExchangeRow.save(connection, row));
    boolean over = !row.phase().live();
    events(connection, raw, saved, over);
    ObjectNode detail =
        new ExchangeJson(
                new JournalParts(connection, saved.number(), body -> body(connection, saved, body)))
            .writeDetail(exchange);
    shortenSaid(detail, exchange);
    try (PreparedStatement s =
        connection.prepareStatement(
            "insert or replace into detail(n, summary, rest) values(?,?,?)")) {
      s.setLong(1, saved.number());
      s.setString(2, summary(row));
      s.setBytes(3, Packing.pack(Json.bytes(detail)));
      s.executeUpdate();
    }
    if (over) {
      WordIndex.put(connection, saved.number(), exchange);
    }
  }

  private static String summary(ExchangeSummary row) {
    ObjectNode node = SummaryJson.write(row);
    // The list of offered tools is long and the same for many; it has a table of its own.
    ((ObjectNode) node.path("asked")).remove("tools");
    return Json.text(node);
  }

  private long body(Connection connection, Saved saved, dev.hearth.traffic.Payload body) {
    Long known = saved.bodies().get(body);
    if (known != null) {
      return known;
    }
    try {
      long number = bodies.put(connection, saved.number(), body);
      saved.bodies().put(body, number);
      return number;
    } catch (SQLException e) {
      throw new Unwritten(e);
    }
  }

  /** Carries a database failure through code that knows no databases. */
  static final class Unwritten extends RuntimeException {
    Unwritten(SQLException cause) {
      super(cause);
    }

    SQLException failure() {
      return (SQLException) getCause();
    }
  }

  private void events(Connection connection, Exchange exchange, Saved saved, boolean over)
      throws SQLException {
    boolean leaked = redactor.streamsHoldSecret(exchange);
    if (over) {
      try (PreparedStatement s =
          connection.prepareStatement("delete from events where exchange = ?")) {
        s.setLong(1, saved.number());
        s.executeUpdate();
      }
    }
    lane(connection, Parts.CLIENT_LANE, exchange.answer().events(), saved, over, leaked);
    for (Attempt attempt : exchange.attempts()) {
      lane(connection, attempt.number(), attempt.events(), saved, over, leaked);
    }
  }

  private void lane(
      Connection connection,
      int lane,
      List<StreamEvent> events,
      Saved saved,
      boolean whole,
      boolean leaked)
      throws SQLException {
    int from = whole ? 0 : Math.min(saved.events(lane), events.size());
    if (from == events.size()) {
      return;
    }
    List<StreamEvent> fresh = redactor.events(events.subList(from, events.size()), leaked);
    try (PreparedStatement s =
        connection.prepareStatement(
            "insert into events(exchange, lane, seq, packed) values(?,?,?,?)")) {
      s.setLong(1, saved.number());
      s.setInt(2, lane);
      s.setInt(3, saved.nextBlock(lane, events.size()));
      s.setBytes(4, EventBlocks.write(fresh));
      s.executeUpdate();
    }
  }

  /** Reads one exchange. */
  static Optional<Exchange> load(Connection connection, String id) throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement(
            "select x.n, x.pinned, x.phase, d.summary, t.names, d.rest from exchange x"
                + " join detail d on d.n = x.n left join toolset t on t.n = x.toolset"
                + " where x.id = ?")) {
      s.setString(1, id);
      try (ResultSet r = s.executeQuery()) {
        if (!r.next()) {
          return Optional.empty();
        }
        JsonNode detail =
            Json.parse(Packing.unpack(r.getBytes(6)))
                .orElseThrow(() -> new SQLException("unreadable record", null, Database.CORRUPT));
        ExchangeJson json = new ExchangeJson(new JournalParts(connection, r.getLong(1)));
        return Optional.of(withSaid(json.readDetail(summary(r), detail), detail));
      }
    }
  }

  /** What was said stands in the request's body as well, and need not be kept twice. */
  private static void shortenSaid(ObjectNode detail, Exchange exchange) {
    if (exchange.said().length() > SAID_BEGINNING && exchange.request().bytes().length > 0) {
      detail.put("said", exchange.said().substring(0, SAID_BEGINNING)).put("saidInRequest", true);
    }
  }

  private static Exchange withSaid(Exchange exchange, JsonNode detail) {
    if (!detail.path("saidInRequest").asBoolean()) {
      return exchange;
    }
    Turns turns = Turns.of(exchange.request());
    return Stream.of(turns.latest(), turns.messages())
        .map(Turns::said)
        .filter(said -> said.startsWith(exchange.said()))
        .findFirst()
        .map(exchange::saying)
        .orElse(exchange);
  }

  /** Reads the rows of a query that selects n, pinned, phase, summary and tool names. */
  static List<ExchangeSummary> summaries(ResultSet r) throws SQLException {
    List<ExchangeSummary> rows = new ArrayList<>();
    while (r.next()) {
      rows.add(summary(r));
    }
    return rows;
  }

  static ExchangeSummary summary(ResultSet r) throws SQLException {
    ObjectNode node =
        (ObjectNode)
            Json.parse(r.getString(4))
                .orElseThrow(() -> new SQLException("unreadable row", null, Database.CORRUPT));
    node.put("pinned", r.getInt(2) == 1);
    node.put("phase", r.getString(3));
    String tools = r.getString(5);
    if (tools != null) {
      var list = ((ObjectNode) node.path("asked")).putArray("tools");
      tools.lines().forEach(list::add);
    }
    return SummaryJson.read(node);
  }
}
