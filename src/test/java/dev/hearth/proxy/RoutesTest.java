package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.practice.PracticeServer;
import dev.hearth.testing.RawHttp;
import dev.hearth.wire.Json;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  @RegisterExtension static final Stage STAGE = new Stage();

  private static JsonNode json(RawHttp.Response response) {
    return Json.parse(response.body()).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/chat/completions",
        "/v1/v1/chat/completions",
        "/v1/chat/completions/",
        "//v1/chat/completions"
      })
  void forgivesTheUsualMistakesWithTheBaseUrlOfChat(String path) throws Exception {
    RawHttp.Response response = STAGE.proxy().post(path, Bodies.chat("Hi"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(json(response).path("choices").path(0).path("message").path("content").asText())
        .contains("practice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/messages",
        "/v1/messages?beta=true",
        "/messages",
        "/v1/v1/messages?beta=true",
        "/v1/messages/"
      })
  void forgivesTheUsualMistakesWithTheBaseUrlOfMessages(String path) throws Exception {
    RawHttp.Response response = STAGE.proxy().post(path, Bodies.messages("Hi"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(json(response).path("content").path(0).path("text").asText()).contains("practice");
  }

  @Test
  void answersAtTheRootWithItsBaseUrls() throws Exception {
    assertThat(json(STAGE.proxy().get("/")).path("openai_base_url").asText())
        .isEqualTo(STAGE.proxy().url() + "/v1");
    try (RawHttp http = STAGE.proxy().connect()) {
      http.request("HEAD", "/");
      assertThat(http.head().status()).isEqualTo(200);
    }
  }

  @Test
  void listsModelsAsTheBackendDoes() throws Exception {
    for (String path : new String[] {"/v1/models", "/models", "/v1/v1/models/"}) {
      JsonNode list = json(STAGE.proxy().get(path));
      assertThat(list.path("object").asText()).isEqualTo("list");
      assertThat(list.path("data").path(0).path("id").asText()).isEqualTo(PracticeServer.MODEL);
    }
  }

  @Test
  void listsModelsForAnthropicClientsWithNamesTheirPickerShows() throws Exception {
    JsonNode list =
        json(STAGE.proxy().get("/v1/models?limit=1000", "anthropic-version: 2023-06-01"));
    assertThat(list.path("data").findValuesAsText("id"))
        .containsExactly("practice", "claude-local-practice");
    assertThat(list.path("data").path(0).path("type").asText()).isEqualTo("model");
    assertThat(list.path("has_more").asBoolean(true)).isFalse();
    assertThat(list.path("last_id").asText()).isEqualTo("claude-local-practice");
  }

  @Test
  void forwardsPropsAndHealthHonestly() throws Exception {
    assertThat(json(STAGE.proxy().get("/props")).path("total_slots").asInt()).isEqualTo(4);
    assertThat(json(STAGE.proxy().get("/health")).path("status").asText()).isEqualTo("ok");
    assertThat(json(STAGE.proxy().get("/v1/health")).path("status").asText()).isEqualTo("ok");
    STAGE.practice().pretendToLoad(true);
    try {
      RawHttp.Response loading = STAGE.proxy().get("/health");
      assertThat(loading.status()).isEqualTo(503);
      assertThat(json(loading).path("error").path("message").asText()).isEqualTo("Loading model");
      assertThat(STAGE.proxy().get("/hearth/health").status()).isEqualTo(200);
    } finally {
      STAGE.practice().pretendToLoad(false);
    }
  }

  @Test
  void passesTokenizerAndCompletionStraightThrough() throws Exception {
    assertThat(
            json(STAGE.proxy().post("/tokenize", "{\"content\":\"Hello there\"}")).path("tokens"))
        .isNotEmpty();
    assertThat(
            json(STAGE.proxy().post("/apply-template", Bodies.chat("Hi"))).path("prompt").asText())
        .contains("Hi");
    RawHttp.Response completion = STAGE.proxy().post("/v1/completions", "{\"prompt\":\"Hi\"}");
    assertThat(completion.status()).isEqualTo(200);
    assertThat(json(completion).path("choices")).isNotEmpty();
  }

  @Test
  void countsTokensWithTheBackendsTemplateAndTokenizer() throws Exception {
    String chat = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    String prompt = json(STAGE.proxy().post("/apply-template", chat)).path("prompt").asText();
    int exact =
        json(STAGE.proxy().post("/tokenize", Json.text(Json.object().put("content", prompt))))
            .path("tokens")
            .size();
    JsonNode counted =
        json(
            STAGE
                .proxy()
                .post(
                    "/v1/messages/count_tokens",
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
    assertThat(counted.path("input_tokens").asInt()).isEqualTo(exact);
  }

  @Test
  void namesTheRightAddressForAWrongOne() throws Exception {
    RawHttp.Response openAi = STAGE.proxy().post("/api/chat", Bodies.chat("Hi"));
    assertThat(openAi.status()).isEqualTo(404);
    assertThat(json(openAi).path("error").path("message").asText())
        .contains(STAGE.proxy().url() + "/v1/chat/completions");
    RawHttp.Response anthropic =
        STAGE.proxy().post("/anthropic/v1/messages", Bodies.messages("Hi"));
    assertThat(anthropic.status()).isEqualTo(404);
    assertThat(json(anthropic).path("type").asText()).isEqualTo("error");
    assertThat(json(anthropic).path("error").path("type").asText()).isEqualTo("not_found_error");
    assertThat(json(anthropic).path("error").path("message").asText())
        .contains(STAGE.proxy().url() + "/v1/messages");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions, POST",
    "DELETE, /v1/messages, POST",
    "PUT, /v1/models, GET",
    "POST, /hearth/health, GET"
  })
  void saysWhichMethodsAnAddressTakes(String method, String path, String allowed) throws Exception {
    try (RawHttp http = STAGE.proxy().connect()) {
      http.request(method, path, "Content-Length: 0");
      assertThat(http.head().status()).isEqualTo(405);
      assertThat(http.head().header("Allow").orElseThrow()).contains(allowed);
    }
  }

  @Test
  void keepsTheConnectionOpenBetweenRequests() throws Exception {
    try (RawHttp http = STAGE.proxy().connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(http.post("/v1/chat/completions", Bodies.chat("Hi")).response().status())
            .isEqualTo(200);
        assertThat(http.get("/hearth/health").response().status()).isEqualTo(200);
        assertThat(http.post("/nowhere", "{}").response().status()).isEqualTo(404);
      }
    }
  }

  @Test
  void tellsHowFullTheContextWas() throws Exception {
    STAGE.proxy().post("/v1/messages", Bodies.messages("Hi"), "X-Claude-Code-Session-Id: abc");
    // It is published after the reply was written.
    Awaitility.await().until(() -> STAGE.proxy().get("/hearth/usage").status() == 200);
    JsonNode usage = json(STAGE.proxy().get("/hearth/usage"));
    assertThat(usage.path("current_usage_tokens").asInt()).isPositive();
    assertThat(usage.path("context_window_tokens").asInt()).isEqualTo(131072);
    assertThat(usage.path("session").path("id").asText()).isEqualTo("abc");
  }
}
