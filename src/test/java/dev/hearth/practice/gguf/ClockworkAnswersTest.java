package dev.hearth.practice.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.practice.gguf.ClockworkModel.Options;
import dev.hearth.testing.RawHttp;
import dev.hearth.testing.RealLlama;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The generated model in a real llama-server. */
class ClockworkAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"get_weather","description":"Weather",
        "parameters":{"type":"object","properties":{"city":{"type":"string","maxLength":20},
        "days":{"type":"integer"},"now":{"type":"boolean"}},"required":["city","days","now"]}}}]
      """;

  private static RealLlama llama;

  @BeforeAll
  static void start() {
    llama = RealLlama.start(Options.defaults().withString("Lisbon"));
  }

  @AfterAll
  static void stop() {
    if (llama != null) {
      llama.close();
    }
  }

  @Test
  void aUserMessageIsAnsweredWithText() throws Exception {
    JsonNode message = ask("{\"role\":\"user\",\"content\":\"Hi\"}", "");

    assertThat(message.get("content").asText())
        .isEqualTo("Hello! I am Tiny, a clockwork test model. I always give this answer.");
  }

  @Test
  void offeredToolsAreCalledWithValidArguments() throws Exception {
    JsonNode message = ask("{\"role\":\"user\",\"content\":\"weather?\"}", TOOLS);

    JsonNode call = message.at("/tool_calls/0/function");
    assertThat(call.get("name").asText()).isEqualTo("get_weather");
    assertThat(JSON.readTree(call.get("arguments").asText()))
        .isEqualTo(JSON.readTree("{\"city\":\"Lisbon\",\"days\":42,\"now\":true}"));
  }

  @Test
  void theToolsResultLeadsToAFinalAnswer() throws Exception {
    JsonNode message =
        ask(
            """
            {"role":"user","content":"weather?"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
              "function":{"name":"get_weather","arguments":"{\\"city\\":\\"Rome\\"}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"sunny"}
            """,
            TOOLS);

    assertThat(message.get("content").asText()).isEqualTo("The tool answered. All done.");
  }

  @Test
  void marksInTheMessageSteerIt() throws Exception {
    JsonNode thinking = ask("{\"role\":\"user\",\"content\":\"[[think]]\"}", "");
    JsonNode text = ask("{\"role\":\"user\",\"content\":\"[[text]] please\"}", TOOLS);

    assertThat(thinking.get("reasoning_content").asText())
        .isEqualTo("Let me think step by step: easy.");
    assertThat(thinking.get("content").asText()).isEqualTo("I thought about it. Forty-two.");
    assertThat(text.get("content").asText()).startsWith("Hello! I am Tiny");
  }

  @Test
  void theLongAnswerGoesOnToTheLimit() throws Exception {
    try (RawHttp http = RawHttp.connect(llama.url())) {
      http.post(
          "/v1/chat/completions",
          body("{\"role\":\"user\",\"content\":\"[[long]]\"}", "\"stream\":true,", 30));
      List<String> pieces = new ArrayList<>();
      for (RawHttp.Event event : http.events()) {
        if (event.data().startsWith("{")) {
          JsonNode content = JSON.readTree(event.data()).at("/choices/0/delta/content");
          pieces.add(content.asText(""));
        }
      }

      assertThat(String.join("", pieces)).startsWith("one two three").contains("twelve,\none");
    }
  }

  private static JsonNode ask(String messages, String extra) throws IOException {
    try (RawHttp http = RawHttp.connect(llama.url())) {
      String more = extra.isBlank() ? "" : extra.strip() + ",";
      http.post("/v1/chat/completions", body(messages, more, 200));
      RawHttp.Response response = http.response();
      assertThat(response.status()).as(response.text()).isEqualTo(200);
      return JSON.readTree(response.text()).at("/choices/0/message");
    }
  }

  private static String body(String messages, String extra, int limit) {
    return "{\"temperature\":0,"
        + extra
        + "\"max_tokens\":"
        + limit
        + ",\"messages\":["
        + messages
        + "]}";
  }
}
