package dev.hearth.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.ReplyAssembly;
import dev.hearth.wire.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts deltas together into the one object that a client gets which did not ask for a stream. Not
 * thread-safe.
 */
public final class ChatReply implements ReplyAssembly {
  private record Call(String id, String name, StringBuilder arguments) {}

  private final Delta.Opened fallback;
  private final Supplier<String> tokens;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final Map<Integer, Call> calls = new LinkedHashMap<>();

  private Delta.Opened opened;
  private Usage usage = Usage.NONE;
  private Delta.Ended ended = new Delta.Ended(Finish.STOP);

  /**
   * @param fallback the identity to use where the backend gives none
   * @param tokens a new unique token at each call, for calls that come without an id
   */
  public ChatReply(Delta.Opened fallback, Supplier<String> tokens) {
    this.fallback = fallback;
    this.tokens = tokens;
  }

  @Override
  public void add(Delta delta) {
    switch (delta) {
      case Delta.Opened first -> opened = opened == null ? first : opened;
      case Delta.Text(String words) -> text.append(words);
      case Delta.Reasoning(String words) -> reasoning.append(words);
      case Delta.CallStart call ->
          calls.put(
              call.index(),
              new Call(
                  call.id().isEmpty() ? "call_" + tokens.get() : call.id(),
                  call.name(),
                  new StringBuilder()));
      case Delta.CallArguments call -> {
        if (calls.containsKey(call.index())) {
          calls.get(call.index()).arguments().append(call.fragment());
        }
      }
      case Delta.Prefill _, Delta.Signature _, Delta.Foreign _ -> {}
      case Delta.Tokens counted -> usage = counted.usage();
      case Delta.Ended end -> ended = end;
    }
  }

  /** In the order in which llama-server writes its members. */
  @Override
  public ObjectNode whole() {
    Delta.Opened identity = opened == null ? fallback : opened;
    ObjectNode reply = Json.object();
    ObjectNode choice = reply.putArray("choices").addObject();
    choice.put("finish_reason", Finishes.write(ended.finish(), !calls.isEmpty()));
    choice.put("index", 0);
    choice.set("message", message(LlamaFingerprint.matches(identity.fingerprint())));
    reply.put("created", identity.created() == 0 ? fallback.created() : identity.created());
    reply.put("model", identity.model().isEmpty() ? fallback.model() : identity.model());
    if (!identity.fingerprint().isEmpty()) {
      reply.put("system_fingerprint", identity.fingerprint());
    }
    reply.put("object", "chat.completion");
    JsonNode counted = ended.extras().get("usage");
    reply.set("usage", counted == null ? UsageNode.write(usage) : counted);
    reply.put("id", identity.id().isEmpty() ? fallback.id() : identity.id());
    ended.extras().keySet().stream()
        .filter(name -> !name.equals("usage"))
        .sorted()
        .forEach(name -> reply.set(name, ended.extras().get(name)));
    return reply;
  }

  private ObjectNode message(boolean llama) {
    ObjectNode message = Json.object();
    message.put("role", "assistant");
    if (text.isEmpty() && !calls.isEmpty() && !llama) {
      message.putNull("content");
    } else {
      message.put("content", text.toString());
    }
    if (!reasoning.isEmpty()) {
      message.put("reasoning_content", reasoning.toString());
    }
    if (!calls.isEmpty()) {
      var list = message.putArray("tool_calls");
      for (Call call : calls.values()) {
        ObjectNode node = list.addObject();
        node.put("type", "function");
        node.putObject("function")
            .put("name", call.name())
            .put("arguments", call.arguments().toString());
        node.put("id", call.id());
      }
    }
    return message;
  }
}
