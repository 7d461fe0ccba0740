package dev.hearth.wire.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.hearth.wire.Capture;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Json;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.anthropic.MessagesReply;
import dev.hearth.wire.anthropic.MessagesReplySettings;
import dev.hearth.wire.anthropic.MessagesStreamWriter;
import dev.hearth.wire.openai.ChatChunkReader;
import dev.hearth.wire.openai.ChatReply;
import dev.hearth.wire.openai.ChatStreamOptions;
import dev.hearth.wire.openai.ChatStreamWriter;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The official clients' own types accept what is written here, strictly validated. */
class OfficialClientsTest {
  private static final Delta.Opened FALLBACK = new Delta.Opened("chatcmpl-own", "own", 7, "");
  private static final MessagesReplySettings SETTINGS = new MessagesReplySettings("", true, 0);

  @Test
  void anthropicsClientReadsTheStreamAndTheWhole() throws Exception {
    for (String name :
        List.of("chat-think-stream", "chat-tools-stream", "chat-text-stream-usage")) {
      MessageAccumulator accumulator = MessageAccumulator.create();
      MessagesStreamWriter writer = new MessagesStreamWriter(SETTINGS, () -> "t");
      MessagesReply whole = new MessagesReply(SETTINGS, () -> "t");
      for (Delta delta : deltas(name)) {
        whole.add(delta);
        for (SseEvent event : writer.write(delta)) {
          accumulator.accumulate(
              com.anthropic.core.ObjectMappers.jsonMapper()
                  .readValue(event.data(), RawMessageStreamEvent.class)
                  .validate());
        }
      }
      Message streamed = accumulator.message();
      Message unstreamed =
          com.anthropic.core.ObjectMappers.jsonMapper()
              .readValue(Json.text(whole.whole()), Message.class)
              .validate();
      assertThat(streamed.content()).hasSameSizeAs(unstreamed.content());
      assertThat(streamed.stopReason()).isEqualTo(unstreamed.stopReason());
      assertThat(streamed.usage().outputTokens()).isEqualTo(unstreamed.usage().outputTokens());
      assertThat(streamed.stopReason().orElseThrow())
          .isEqualTo(name.contains("tools") ? StopReason.TOOL_USE : StopReason.END_TURN);
    }
  }

  @Test
  void openAisClientReadsTheStreamAndTheWhole() throws Exception {
    for (String name :
        List.of("chat-think-stream", "chat-tools-stream", "chat-text-stream-usage")) {
      ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
      ChatStreamWriter writer =
          new ChatStreamWriter(FALLBACK, new ChatStreamOptions(true, false), () -> "t");
      ChatReply whole = new ChatReply(FALLBACK, () -> "t");
      for (Delta delta : deltas(name)) {
        whole.add(delta);
        for (String data : writer.write(delta)) {
          accumulator.accumulate(
              com.openai.core.ObjectMappers.jsonMapper()
                  .readValue(data, ChatCompletionChunk.class)
                  .validate());
        }
      }
      ChatCompletion streamed = accumulator.chatCompletion();
      ChatCompletion unstreamed =
          com.openai.core.ObjectMappers.jsonMapper()
              .readValue(Json.text(whole.whole()), ChatCompletion.class);
      assertThat(streamed.id()).isEqualTo(unstreamed.id());
      assertThat(streamed.choices().getFirst().finishReason())
          .isEqualTo(unstreamed.choices().getFirst().finishReason());
      assertThat(streamed.choices().getFirst().message().content().orElse(""))
          .isEqualTo(unstreamed.choices().getFirst().message().content().orElse(""));
      assertThat(streamed.choices().getFirst().message().toolCalls().map(List::size).orElse(0))
          .isEqualTo(
              unstreamed.choices().getFirst().message().toolCalls().map(List::size).orElse(0));
      assertThat(streamed.usage().orElseThrow().promptTokens())
          .isEqualTo(unstreamed.usage().orElseThrow().promptTokens());
    }
  }

  private static List<Delta> deltas(String name) throws MalformedReply {
    ChatChunkReader reader = new ChatChunkReader(() -> "t");
    List<Delta> deltas = new ArrayList<>();
    for (SseEvent event : Capture.named(name).events()) {
      deltas.addAll(reader.read(event.data()));
    }
    return deltas;
  }
}
