package dev.hearth.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearth.backend.BackendFacts;
import dev.hearth.backend.BackendKind;
import dev.hearth.guard.GuardSettings;
import dev.hearth.guard.RespondTool;
import dev.hearth.wire.Json;
import dev.hearth.wire.ReasoningReplay;
import dev.hearth.wire.anthropic.MessagesRequest;
import dev.hearth.wire.openai.ChatRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a client's request into the first one for the backend: the client's own bytes but for the
 * fields that are Hearth's affair.
 *
 * @param model the name to send instead of the client's, empty to keep it
 */
record Preparation(BackendFacts facts, String model, ReasoningReplay replay, GuardSettings guard) {

  /** The request in OpenAI's shape, whatever the backend speaks. */
  ChatRequest chat(Conversation conversation) {
    ChatRequest chat = conversation.chat(replay, facts.kind() == BackendKind.LLAMA_SERVER);
    Map<String, JsonNode> set = new LinkedHashMap<>();
    if (!chat.streaming()) {
      set.put("stream", BooleanNode.TRUE);
    }
    if (!chat.usageWanted()) {
      set.put("stream_options", Json.object().put("include_usage", true));
    }
    if (facts.reportsProgress() && !chat.progressWanted()) {
      set.put("return_progress", BooleanNode.TRUE);
    }
    wanted(chat.model()).ifPresent(name -> set.put("model", TextNode.valueOf(name)));
    if (RespondTool.applies(chat.offer(), guard)) {
      set.put("tools", Requests.withTool(chat, RespondTool.spec()));
    }
    return set.isEmpty() ? chat : chat.with(set, Set.of());
  }

  /** The request in the backend's own dialect. */
  UpstreamRequest upstream(Conversation conversation, ChatRequest chat) {
    if (!facts.kind().speaksMessages()) {
      return new UpstreamRequest.Chat(chat);
    }
    Optional<MessagesRequest> own =
        conversation.messages().filter(request -> !RespondTool.applies(request.offer(), guard));
    return own.<UpstreamRequest>map(request -> new UpstreamRequest.Messages(streamed(request)))
        .orElseGet(() -> new UpstreamRequest.Translated(chat));
  }

  private MessagesRequest streamed(MessagesRequest request) {
    Map<String, JsonNode> set = new LinkedHashMap<>();
    if (!request.streaming()) {
      set.put("stream", BooleanNode.TRUE);
    }
    wanted(request.model()).ifPresent(name -> set.put("model", TextNode.valueOf(name)));
    return set.isEmpty() ? request : request.with(set, Set.of());
  }

  private Optional<String> wanted(String asked) {
    String name = model.isEmpty() ? ModelNames.real(asked) : model;
    return Optional.of(name).filter(n -> !n.equals(asked));
  }
}
