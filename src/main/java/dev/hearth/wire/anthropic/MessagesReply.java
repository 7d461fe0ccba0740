package dev.hearth.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.ReplyAssembly;
import dev.hearth.wire.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts deltas together into the one message that a client gets which did not ask for a stream. Not
 * thread-safe.
 */
public final class MessagesReply implements ReplyAssembly {
  private sealed interface Block {
    record Words(boolean thinking, StringBuilder text, StringBuilder signature) implements Block {
      Words(boolean thinking, String text) {
        this(thinking, new StringBuilder(text), new StringBuilder());
      }
    }

    record Other(ObjectNode node) implements Block {}

    record Call(String id, String name, StringBuilder arguments) implements Block {}
  }

  private final MessagesReplySettings settings;
  private final Supplier<String> tokens;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<Integer, Block.Call> calls = new HashMap<>();

  private Delta.Opened opened = new Delta.Opened("", "");
  private Usage usage;
  private Delta.Ended ended = new Delta.Ended(Finish.STOP);

  /**
   * @param tokens a new unique token at each call, for ids that the backend does not give
   */
  public MessagesReply(MessagesReplySettings settings, Supplier<String> tokens) {
    this.settings = settings;
    this.tokens = tokens;
    this.usage = new Usage(settings.promptTokens(), 0, 0, 0);
  }

  @Override
  public void add(Delta delta) {
    switch (delta) {
      case Delta.Opened first ->
          opened = opened.id().isEmpty() && opened.model().isEmpty() ? first : opened;
      case Delta.Text(String words) -> words(false, words);
      case Delta.Reasoning(String words) -> {
        if (settings.thinking()) {
          words(true, words);
        }
      }
      case Delta.Signature(String value) -> sign(value);
      case Delta.Foreign foreign -> {
        GrowingBlock block = new GrowingBlock(foreign.block());
        foreign.growth().forEach(block::add);
        blocks.add(new Block.Other(block.whole()));
      }
      case Delta.CallStart start -> {
        String id = start.id().isEmpty() ? "call_" + tokens.get() : start.id();
        Block.Call call = new Block.Call(ToolIds.toClient(id), start.name(), new StringBuilder());
        calls.put(start.index(), call);
        blocks.add(call);
      }
      case Delta.CallArguments more -> {
        if (calls.containsKey(more.index())) {
          calls.get(more.index()).arguments().append(more.fragment());
        }
      }
      case Delta.Prefill _ -> {}
      case Delta.Tokens counted -> usage = counted.usage();
      case Delta.Ended end -> ended = end;
    }
  }

  private void words(boolean thinking, String words) {
    if (words.isEmpty()) {
      return;
    }
    if (!blocks.isEmpty()
        && blocks.getLast() instanceof Block.Words last
        && last.thinking() == thinking
        && last.signature().isEmpty()) {
      last.text().append(words);
    } else {
      blocks.add(new Block.Words(thinking, words));
    }
  }

  /** Some servers sign thinking without showing it. */
  private void sign(String value) {
    if (blocks.isEmpty()
        || !(blocks.getLast() instanceof Block.Words last)
        || !last.thinking()
        || !last.signature().isEmpty()) {
      blocks.add(new Block.Words(true, ""));
    }
    ((Block.Words) blocks.getLast()).signature().append(value);
  }

  @Override
  public ObjectNode whole() {
    ReplyIdentity identity = ReplyIdentity.of(opened, settings.model(), tokens);
    ObjectNode message = Json.object();
    message.put("id", identity.id());
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", identity.model());
    ArrayNode content = message.putArray("content");
    boolean callsSent = false;
    for (Block block : blocks) {
      ObjectNode written = write(block);
      callsSent |= written.path("type").asText().equals("tool_use");
      content.add(written);
    }
    message.put("stop_reason", StopReasons.write(ended.finish(), callsSent));
    message.put("stop_sequence", ended.stopSequence().isEmpty() ? null : ended.stopSequence());
    message.set("usage", UsageFields.write(usage));
    return message;
  }

  private static ObjectNode write(Block block) {
    return switch (block) {
      case Block.Words words when words.thinking() ->
          Json.object()
              .put("type", "thinking")
              .put("thinking", words.text().toString())
              .put("signature", words.signature().toString());
      case Block.Words words ->
          Json.object().put("type", "text").put("text", words.text().toString());
      case Block.Other other -> other.node();
      case Block.Call call -> write(call);
    };
  }

  /** A call whose arguments are no object cannot be said in this protocol; it stays words. */
  private static ObjectNode write(Block.Call call) {
    String arguments = call.arguments().isEmpty() ? "{}" : call.arguments().toString();
    JsonNode input = Json.parse(arguments).orElseGet(Json::array);
    if (!input.isObject()) {
      return Json.object().put("type", "text").put("text", call.name() + " " + arguments);
    }
    return Json.object()
        .put("type", "tool_use")
        .put("id", call.id())
        .put("name", call.name())
        .set("input", input);
  }
}
