package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendFacts;
import dev.hearth.backend.Credential;
import dev.hearth.traffic.Event;
import dev.hearth.wire.openai.ChatRequest;
import java.util.OptionalLong;

/** Refuses prompts that cannot fit, before the model server spends minutes on them. */
final class ContextWatch {
  /** English and code take about four characters a token; five never cries wolf. */
  private static final int CAUTIOUS_CHARS_PER_TOKEN = 5;

  /** The usual figure, for counts that are only shown. */
  static final int USUAL_CHARS_PER_TOKEN = 4;

  private ContextWatch() {}

  static void check(
      Exchange exchange,
      Backend backend,
      BackendFacts facts,
      Credential credential,
      ChatRequest chat)
      throws Refusal {
    long context = facts.contextSize();
    // No tokenizer makes more tokens than bytes, and JSON's own signs outweigh the template's.
    if (context <= 0 || chat.body().length <= context) {
      return;
    }
    OptionalLong counted = backend.promptTokens(chat.body(), credential);
    if (counted.isPresent()) {
      refuseBeyond(counted.getAsLong(), context, "The prompt does not fit the model's context.");
      return;
    }
    long estimate = characters(chat.messages()) / CAUTIOUS_CHARS_PER_TOKEN;
    if (estimate >= context) {
      exchange.tell(
          at ->
              new Event.Noted(
                  at,
                  "context",
                  "The model server cannot count tokens: "
                      + estimate
                      + " is estimated from the text's length."));
    }
    refuseBeyond(
        estimate,
        context,
        "The prompt does not fit the model's context, by an estimate from its length.");
  }

  private static void refuseBeyond(long tokens, long context, String message) throws Refusal {
    if (tokens >= context) {
      throw Refusal.contextExceeded(tokens, context, message);
    }
  }

  /** Characters of all text in a transcript; pictures do not count. */
  static long characters(JsonNode messages) {
    long sum = 0;
    for (JsonNode message : messages) {
      JsonNode content = message.path("content");
      sum += content.isTextual() ? content.textValue().length() : 0;
      for (JsonNode part : content) {
        sum += part.path("text").asText("").length();
      }
      for (JsonNode call : message.path("tool_calls")) {
        sum += call.path("function").path("arguments").asText("").length();
      }
    }
    return sum;
  }
}
