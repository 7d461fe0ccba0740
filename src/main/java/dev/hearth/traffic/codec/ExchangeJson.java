package dev.hearth.traffic.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.exchange.Answer;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Note;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** A whole exchange as JSON, without loss. */
public final class ExchangeJson {
  /** The version of the form; readers refuse newer ones. */
  public static final int VERSION = 1;

  private final Parts parts;
  private final AttemptJson attempts;

  /**
   * @param parts how bodies and streams are written
   */
  public ExchangeJson(Parts parts) {
    this.parts = parts;
    this.attempts = new AttemptJson(parts);
  }

  /** The form of JSONL files: everything in place. */
  public static ExchangeJson inline() {
    return new ExchangeJson(new InlineParts());
  }

  /** Writes an exchange; its row stands under "summary". */
  public ObjectNode write(Exchange exchange) {
    ObjectNode node = Json.object();
    node.put("hearth", VERSION);
    node.set("summary", SummaryJson.write(exchange.summary()));
    node.setAll(writeDetail(exchange));
    return node;
  }

  /** Writes all but the row. */
  public ObjectNode writeDetail(Exchange exchange) {
    ObjectNode node = Json.object();
    node.set("headers", AttemptJson.headers(exchange.headers()));
    node.set("request", parts.write(exchange.request()));
    ArrayNode list = node.putArray("attempts");
    exchange.attempts().forEach(a -> list.add(attempts.write(a)));
    Answer answer = exchange.answer();
    ObjectNode answered = node.putObject("answer");
    answered.put("at", answer.at()).put("status", answer.status());
    answered.set("headers", AttemptJson.headers(answer.headers()));
    answered.set("body", parts.write(answer.body()));
    answered.set("events", parts.write(Parts.CLIENT_LANE, answer.events()));
    answered.put("eventsCut", answer.eventsCut());
    ArrayNode notes = node.putArray("notes");
    for (Note note : exchange.notes()) {
      notes
          .addObject()
          .put("at", note.nanos())
          .put("topic", note.topic())
          .put("message", note.message());
    }
    return node.put("said", exchange.said());
  }

  /** Reads what {@link #write} wrote. */
  public Exchange read(JsonNode node) {
    int version = node.path("hearth").asInt();
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          version < 1
              ? "this is no exchange written by Hearth"
              : "this exchange was written by a newer Hearth (form " + version + ")");
    }
    return readDetail(SummaryJson.read(node.path("summary")), node);
  }

  /** Reads what {@link #writeDetail} wrote. */
  public Exchange readDetail(ExchangeSummary summary, JsonNode node) {
    List<Attempt> read = new ArrayList<>();
    node.path("attempts").forEach(a -> read.add(attempts.read(a)));
    JsonNode answer = node.path("answer");
    List<Note> notes = new ArrayList<>();
    for (JsonNode n : node.path("notes")) {
      notes.add(
          new Note(
              n.path("at").asLong(), n.path("topic").asText(""), n.path("message").asText("")));
    }
    return new Exchange(
        summary,
        AttemptJson.headers(node.path("headers")),
        parts.readBody(node.path("request")),
        read,
        new Answer(
            answer.path("at").asLong(Attempt.UNKNOWN),
            answer.path("status").asInt(),
            AttemptJson.headers(answer.path("headers")),
            parts.readBody(answer.path("body")),
            parts.readEvents(Parts.CLIENT_LANE, answer.path("events")),
            answer.path("eventsCut").asLong()),
        notes,
        node.path("said").asText(""));
  }
}
