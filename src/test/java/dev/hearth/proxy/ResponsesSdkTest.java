package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own client uses the Responses protocol through the proxy and finds nothing amiss. */
class ResponsesSdkTest {
  private PracticeServer practice;
  private ProxyFixture proxy;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    practice = PracticeServer.start(0, Pace.FAST);
    proxy = ProxyFixture.to(practice.url());
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(proxy.url() + "/v1")
            .apiKey("any")
            .maxRetries(0)
            .responseValidation(true)
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    proxy.close();
    practice.close();
  }

  private static FunctionTool tool() {
    return FunctionTool.builder()
        .name("read_file")
        .description("Reads a file")
        .strict(false)
        .parameters(
            FunctionTool.Parameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties", JsonValue.from(Map.of("path", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("path")))
                .build())
        .build();
  }

  private Response ask(ResponseCreateParams params, boolean streamed) {
    if (!streamed) {
      return client.responses().create(params).validate();
    }
    ResponseAccumulator accumulator = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
      events.stream().forEach(event -> accumulator.accumulate(event.validate()));
    }
    return accumulator.response().validate();
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void runsAToolRoundTrip(boolean streamed) {
    ResponseInputItem question =
        ResponseInputItem.ofMessage(
            ResponseInputItem.Message.builder()
                .role(ResponseInputItem.Message.Role.USER)
                .addInputTextContent("practice:fenced-tool-args")
                .build());
    ResponseCreateParams.Builder params =
        ResponseCreateParams.builder()
            .model("practice")
            .instructions("Be helpful.")
            .store(false)
            .addTool(tool());
    Response first = ask(params.inputOfResponse(List.of(question)).build(), streamed);
    assertThat(first.status()).contains(ResponseStatus.COMPLETED);
    ResponseFunctionToolCall call =
        first.output().stream()
            .flatMap(item -> item.functionCall().stream())
            .findFirst()
            .orElseThrow();
    assertThat(call.name()).isEqualTo("read_file");
    assertThat(call.arguments()).contains("path");

    ResponseInputItem result =
        ResponseInputItem.ofFunctionCallOutput(
            ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output("the text of the file")
                .build());
    Response second =
        ask(
            params
                .inputOfResponse(List.of(question, ResponseInputItem.ofFunctionCall(call), result))
                .build(),
            streamed);
    assertThat(text(second)).contains("the text of the file");
    assertThat(second.usage().orElseThrow().totalTokens()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsThinkingAndText(boolean streamed) {
    Response response =
        ask(
            ResponseCreateParams.builder().model("practice").input("practice:think").build(),
            streamed);
    assertThat(response.output().stream().anyMatch(ResponseOutputItem::isReasoning)).isTrue();
    assertThat(text(response)).isNotBlank();
  }
}
