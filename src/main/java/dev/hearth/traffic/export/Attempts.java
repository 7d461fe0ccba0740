package dev.hearth.traffic.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Judgement;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.exchange.Progress;
import java.util.ArrayList;
import java.util.List;

/** Fills in what a foreign file only implies. */
final class Attempts {
  private Attempts() {}

  static Attempt unjudged(Exchange exchange, Outcome outcome, long total) {
    return new Attempt(
        1,
        0,
        exchange.summary().path(),
        List.of(),
        Payload.NONE,
        Attempt.UNKNOWN,
        exchange.answer().status(),
        List.of(),
        Payload.NONE,
        Progress.NONE,
        Attempt.UNKNOWN,
        List.of(),
        0,
        List.of(),
        outcome.text(),
        outcome.reasoning(),
        outcome.calls(),
        Judgement.NONE,
        Nudge.NONE,
        total);
  }

  static List<String> toolNames(JsonNode body) {
    List<String> names = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      JsonNode name = tool.path("function").path("name");
      names.add(name.isTextual() ? name.textValue() : tool.path("name").asText(""));
    }
    names.removeIf(String::isEmpty);
    return names;
  }

  static String header(List<Header> headers, String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }
}
