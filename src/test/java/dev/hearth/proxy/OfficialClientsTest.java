package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official clients work through the proxy as if they talked to their own servers. */
class OfficialClientsTest {
  private static final String ASK = "practice:fenced-tool-args";

  private static PracticeServer practice;
  private static ProxyFixture proxy;
  private static OpenAIClient openAi;
  private static AnthropicClient anthropic;

  @BeforeAll
  static void start() throws Exception {
    practice = PracticeServer.start(0, Pace.FAST);
    proxy = ProxyFixture.to(practice.url());
    openAi =
        OpenAIOkHttpClient.builder()
            .baseUrl(proxy.url() + "/v1")
            .apiKey("placeholder")
            .maxRetries(0)
            .build();
    anthropic =
        AnthropicOkHttpClient.builder()
            .baseUrl(proxy.url().toString())
            .apiKey("placeholder")
            .maxRetries(0)
            .build();
  }

  @AfterAll
  static void stop() {
    openAi.close();
    anthropic.close();
    proxy.close();
    practice.close();
  }

  private static ChatCompletionCreateParams.Builder openAiRequest() {
    return ChatCompletionCreateParams.builder()
        .model("practice")
        .addUserMessage(ASK)
        .addTool(
            ChatCompletionFunctionTool.builder()
                .function(
                    FunctionDefinition.builder()
                        .name("read_file")
                        .parameters(
                            FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                    "properties",
                                    JsonValue.from(Map.of("path", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("path")))
                                .build())
                        .build())
                .build());
  }

  private static ChatCompletion ask(ChatCompletionCreateParams params, boolean streamed) {
    if (!streamed) {
      return openAi.chat().completions().create(params);
    }
    ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
    try (var stream = openAi.chat().completions().createStreaming(params)) {
      stream.stream().map(ChatCompletionChunk::validate).forEach(all::accumulate);
    }
    return all.chatCompletion();
  }

  @Test
  void openAisClientRunsAToolRoundTrip() {
    for (boolean streamed : new boolean[] {false, true}) {
      ChatCompletion first = ask(openAiRequest().build(), streamed).validate();
      ChatCompletion.Choice choice = first.choices().getFirst();
      assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
      ChatCompletionMessage message = choice.message();
      var call = message.toolCalls().orElseThrow().getFirst().asFunction();
      assertThat(call.function().name()).isEqualTo("read_file");
      assertThat(call.function().arguments()).contains("path");
      ChatCompletion second =
          ask(
              openAiRequest()
                  .addMessage(message)
                  .addMessage(
                      ChatCompletionToolMessageParam.builder()
                          .toolCallId(call.id())
                          .content("file text")
                          .build())
                  .build(),
              streamed);
      assertThat(second.choices().getFirst().message().content().orElseThrow()).isNotBlank();
      assertThat(second.choices().getFirst().finishReason())
          .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    }
  }

  private static MessageCreateParams.Builder anthropicRequest() {
    return MessageCreateParams.builder()
        .model("claude-local-practice")
        .maxTokens(4000)
        .addUserMessage(ASK)
        .addTool(
            Tool.builder()
                .name("read_file")
                .inputSchema(
                    Tool.InputSchema.builder()
                        .properties(
                            Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty(
                                    "path",
                                    com.anthropic.core.JsonValue.from(Map.of("type", "string")))
                                .build())
                        .addRequired("path")
                        .build())
                .build());
  }

  private static Message ask(MessageCreateParams params, boolean streamed) {
    if (!streamed) {
      return anthropic.messages().create(params);
    }
    MessageAccumulator all = MessageAccumulator.create();
    try (var stream = anthropic.messages().createStreaming(params)) {
      stream.stream().map(RawMessageStreamEvent::validate).forEach(all::accumulate);
    }
    return all.message();
  }

  @Test
  void anthropicsClientRunsAToolRoundTrip() {
    for (boolean streamed : new boolean[] {false, true}) {
      Message first = ask(anthropicRequest().build(), streamed).validate();
      assertThat(first.stopReason()).contains(StopReason.TOOL_USE);
      ToolUseBlock use =
          first.content().stream()
              .filter(ContentBlock::isToolUse)
              .findFirst()
              .orElseThrow()
              .asToolUse();
      assertThat(use.name()).isEqualTo("read_file");
      Message second =
          ask(
              anthropicRequest()
                  .addMessage(first)
                  .addUserMessageOfContentBlockParams(
                      List.of(
                          ContentBlockParam.ofToolResult(
                              ToolResultBlockParam.builder()
                                  .toolUseId(use.id())
                                  .content("file text")
                                  .build())))
                  .build(),
              streamed);
      assertThat(second.stopReason()).contains(StopReason.END_TURN);
      assertThat(second.content().getFirst().asText().text()).isNotBlank();
    }
  }

  @Test
  void errorsReachTheClientsAsTheirOwnExceptions() {
    ChatCompletionCreateParams limited =
        ChatCompletionCreateParams.builder()
            .model("practice")
            .addUserMessage("practice:http-429")
            .build();
    assertThatThrownBy(() -> openAi.chat().completions().create(limited))
        .isInstanceOf(RateLimitException.class);
    MessageCreateParams refused =
        MessageCreateParams.builder()
            .model("practice")
            .maxTokens(100)
            .addUserMessage("practice:http-401")
            .build();
    assertThatThrownBy(() -> anthropic.messages().create(refused))
        .isInstanceOf(com.anthropic.errors.UnauthorizedException.class);
    assertThatThrownBy(
            () -> {
              try (var stream =
                  openAi
                      .chat()
                      .completions()
                      .createStreaming(
                          ChatCompletionCreateParams.builder()
                              .model("practice")
                              .addUserMessage("practice:cut")
                              .build())) {
                stream.stream().forEach(chunk -> {});
              }
            })
        .hasMessageContaining("broke off");
  }

  @Test
  void listsModelsForBothClients() {
    assertThat(openAi.models().list().data()).extracting(m -> m.id()).contains("practice");
    assertThat(anthropic.models().list().data())
        .extracting(m -> m.id())
        .contains("claude-local-practice");
  }
}
