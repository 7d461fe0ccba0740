package dev.hearth.traffic.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the client really got, whatever it took to get there.
 *
 * @param text the prose
 * @param reasoning the thinking, where the client was given it
 * @param calls the tool calls
 */
public record Outcome(String text, String reasoning, List<ToolCall> calls) {
  public Outcome {
    calls = List.copyOf(calls);
  }

  /** Reads the outcome off the answer, or off the last attempt when the answer was not kept. */
  public static Outcome of(Exchange exchange) {
    Answer answer = exchange.answer();
    Outcome streamed = ofStream(answer);
    if (!streamed.empty()) {
      return streamed;
    }
    Outcome whole = Json.parse(answer.body().bytes()).map(Outcome::ofBody).orElse(streamed);
    return whole.empty() ? exchange.lastAttempt().map(Outcome::of).orElse(whole) : whole;
  }

  private static Outcome ofStream(Answer answer) {
    LiveReply reply = new LiveReply();
    if (answer.eventsCut() == 0) {
      answer.events().forEach(event -> reply.read(event.data()));
    }
    return new Outcome(reply.output(), reply.reasoning(), reply.calls());
  }

  private static Outcome of(Attempt attempt) {
    Judgement judgement = attempt.judgement();
    // The text of a rescued reply is the call itself, which the client did not get as text.
    String text = judgement.verdict() == Verdict.RESCUED ? "" : attempt.output();
    List<ToolCall> calls =
        judgement.verdict() == Verdict.UNJUDGED ? attempt.produced() : judgement.accepted();
    return new Outcome(text, attempt.reasoning(), calls);
  }

  private static Outcome ofBody(JsonNode body) {
    JsonNode message = body.path("choices").path(0).path("message");
    if (body.path("output").isArray()) {
      return ofItems(body.path("output"));
    }
    return message.isMissingNode() ? ofBlocks(body.path("content")) : ofMessage(message);
  }

  private static Outcome ofItems(JsonNode items) {
    StringBuilder text = new StringBuilder();
    StringBuilder reasoning = new StringBuilder();
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode item : items) {
      boolean thinks = item.path("type").asText("").equals("reasoning");
      for (JsonNode part : item.path("content")) {
        text(part.path("text")).ifPresent(thinks ? reasoning::append : text::append);
      }
      for (JsonNode part : item.path("summary")) {
        text(part.path("text")).ifPresent(reasoning::append);
      }
      if (item.has("call_id")) {
        JsonNode given = item.has("input") ? item.path("input") : item.path("arguments");
        calls.add(
            new ToolCall(
                item.path("call_id").asText(""),
                item.path("name").asText(item.path("type").asText("")),
                given.isTextual() ? given.textValue() : Json.text(given)));
      }
    }
    return new Outcome(text.toString(), reasoning.toString(), calls);
  }

  private static Outcome ofMessage(JsonNode message) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      calls.add(
          new ToolCall(
              call.path("id").asText(""),
              function.path("name").asText(""),
              function.path("arguments").asText("")));
    }
    return new Outcome(
        text(message.path("content")).orElse(""),
        text(message.path("reasoning_content")).orElse(""),
        calls);
  }

  private static Outcome ofBlocks(JsonNode blocks) {
    StringBuilder text = new StringBuilder();
    StringBuilder reasoning = new StringBuilder();
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode block : blocks) {
      text(block.path("text")).ifPresent(text::append);
      text(block.path("thinking")).ifPresent(reasoning::append);
      if (block.path("type").asText("").equals("tool_use")) {
        calls.add(
            new ToolCall(
                block.path("id").asText(""),
                block.path("name").asText(""),
                Json.text(block.path("input"))));
      }
    }
    return new Outcome(text.toString(), reasoning.toString(), calls);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** Whether nothing is known of it. */
  public boolean empty() {
    return text.isEmpty() && reasoning.isEmpty() && calls.isEmpty();
  }
}
