package dev.hearth.traffic.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.codec.Parts;
import dev.hearth.traffic.exchange.StreamEvent;
import dev.hearth.wire.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Bodies and streams stand in tables of their own; the record refers to them. */
final class JournalParts implements Parts {
  private final Connection connection;
  private final long exchange;
  private final ToLongFunction<Payload> store;

  /** For writing: {@code store} keeps a body and answers its number. */
  JournalParts(Connection connection, long exchange, ToLongFunction<Payload> store) {
    this.connection = connection;
    this.exchange = exchange;
    this.store = store;
  }

  /** For reading. */
  JournalParts(Connection connection, long exchange) {
    this(
        connection,
        exchange,
        body -> {
          throw new IllegalStateException("opened for reading");
        });
  }

  @Override
  public JsonNode write(Payload body) {
    ObjectNode node = Json.object();
    if (body.bytes().length > 0) {
      return node.put("body", store.applyAsLong(body));
    }
    return body.none() ? node : node.put("type", body.contentType()).put("size", body.fullSize());
  }

  @Override
  public Payload readBody(JsonNode node) {
    if (!node.has("body")) {
      return node.isEmpty()
          ? Payload.NONE
          : new Payload(
              Payload.NONE.bytes(), node.path("type").asText(""), node.path("size").asLong());
    }
    try {
      return BodyStore.get(connection, node.path("body").asLong());
    } catch (SQLException e) {
      throw new JournalException("A body could not be read from the journal", e);
    }
  }

  @Override
  public JsonNode write(int lane, List<StreamEvent> events) {
    return Json.array();
  }

  @Override
  public List<StreamEvent> readEvents(int lane, JsonNode node) {
    List<StreamEvent> events = new ArrayList<>();
    try (PreparedStatement s =
        connection.prepareStatement(
            "select packed from events where exchange = ? and lane = ? order by seq")) {
      s.setLong(1, exchange);
      s.setInt(2, lane);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          events.addAll(EventBlocks.read(r.getBytes(1)));
        }
      }
    } catch (SQLException e) {
      throw new JournalException("The events could not be read from the journal", e);
    }
    return List.copyOf(events);
  }
}
