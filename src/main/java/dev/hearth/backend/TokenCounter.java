package dev.hearth.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts the tokens of a prompt with the server's own template and tokenizer. */
final class TokenCounter {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A token list is several times as long as its text. */
  private static final int LONGEST_ANSWER = 512 * 1024 * 1024;

  private final Backend backend;

  TokenCounter(Backend backend) {
    this.backend = backend;
  }

  OptionalLong count(byte[] chatRequest, Credential caller) {
    Optional<String> prompt =
        ask("/apply-template", chatRequest, caller)
            .map(answer -> answer.path("prompt"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText);
    if (prompt.isEmpty()) {
      return OptionalLong.empty();
    }
    ObjectNode question = Json.object().put("content", prompt.get());
    question.put("add_special", true).put("parse_special", true);
    return ask("/tokenize", Json.bytes(question), caller)
        .map(answer -> answer.path("tokens"))
        .filter(JsonNode::isArray)
        .map(tokens -> OptionalLong.of(tokens.size()))
        .orElse(OptionalLong.empty());
  }

  private Optional<JsonNode> ask(String path, byte[] body, Credential caller) {
    BackendCall call =
        backend
            .call("POST", path, Optional.of(OutgoingBody.json(body)), caller, Map.of())
            .within(PATIENCE);
    try (BackendReply reply = call.send()) {
      return reply.status() == 200 ? Json.parse(reply.whole(LONGEST_ANSWER)) : Optional.empty();
    } catch (BackendException e) {
      return Optional.empty();
    }
  }
}
