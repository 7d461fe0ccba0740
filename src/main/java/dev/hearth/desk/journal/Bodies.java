package dev.hearth.desk.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.wire.Json;

/** A request's body as a person edits and compares it. */
final class Bodies {
  private Bodies() {}

  static String pretty(Exchange exchange) {
    return Json.parse(exchange.request().bytes())
        .map(JsonNode::toPrettyString)
        .orElseGet(() -> exchange.request().text());
  }
}
