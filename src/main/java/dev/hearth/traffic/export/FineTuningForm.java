package dev.hearth.traffic.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.Optional;

/**
 * Examples in OpenAI's chat format. Only whole exchanges whose reply the guard let through are
 * examples, and only that reply is: rejected attempts and nudges would teach the wrong thing.
 */
final class FineTuningForm implements Form {
  @Override
  public Optional<String> one(Exchange exchange) {
    Outcome outcome = Outcome.of(exchange);
    boolean good =
        exchange.summary().phase() == Phase.DONE
            && !outcome.empty()
            && exchange
                .lastAttempt()
                .map(a -> a.judgement().verdict())
                .filter(v -> v == Verdict.NUDGED || v == Verdict.GAVE_UP)
                .isEmpty();
    if (!good || exchange.request().cut()) {
      return Optional.empty();
    }
    return Json.parse(exchange.request().bytes()).flatMap(body -> example(body, outcome));
  }

  private static Optional<String> example(JsonNode body, Outcome outcome) {
    ArrayNode messages = ChatMessages.of(body);
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    messages.add(reply(outcome));
    ObjectNode example = Json.object();
    example.set("messages", messages);
    ArrayNode tools = ChatMessages.tools(body);
    if (!tools.isEmpty()) {
      example.set("tools", tools);
    }
    return Optional.of(Json.text(example) + "\n");
  }

  private static ObjectNode reply(Outcome outcome) {
    ObjectNode reply = Json.object().put("role", "assistant");
    if (outcome.text().isEmpty() && !outcome.calls().isEmpty()) {
      reply.putNull("content");
    } else {
      reply.put("content", outcome.text());
    }
    if (!outcome.calls().isEmpty()) {
      ArrayNode calls = reply.putArray("tool_calls");
      for (ToolCall call : outcome.calls()) {
        calls.add(ChatMessages.call(call.id(), call.name(), call.arguments()));
      }
    }
    return reply;
  }
}
