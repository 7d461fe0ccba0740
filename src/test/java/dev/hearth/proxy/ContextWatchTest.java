package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.practice.PracticeSettings;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import org.junit.jupiter.api.Test;

/** Prompts that cannot fit are refused before the model gets them. */
class ContextWatchTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String LONG = "one two three ".repeat(2000);

  private static JsonNode json(RawHttp.Response response) {
    return Json.parse(response.body()).orElseThrow();
  }

  @Test
  void refusesWhatTheBackendsTokenizerCountsAsTooLong() throws Exception {
    try (PracticeServer practice =
            PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withContextSize(2000));
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      RawHttp.Response openAi = proxy.post(CHAT, Bodies.chatStream(LONG));
      assertThat(openAi.status()).isEqualTo(400);
      assertThat(json(openAi).path("error").path("code").asText())
          .isEqualTo("context_length_exceeded");
      RawHttp.Response anthropic = proxy.post("/v1/messages", Bodies.messagesStream(LONG));
      assertThat(anthropic.status()).isEqualTo(400);
      assertThat(json(anthropic).path("error").path("message").asText())
          .startsWith("prompt is too long: ")
          .endsWith("> 2000 maximum");
      assertThat(practice.counts().total()).isZero();
      assertThat(proxy.post(CHAT, Bodies.chat("word ".repeat(600))).status()).isEqualTo(200);
    }
  }

  @Test
  void estimatesAndSaysSoWhereTheBackendCannotCount() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                    (request, wire) -> {
                      if (request.path().startsWith(CHAT)) {
                        wire.openStream().text("ok").finish("stop").done();
                      } else {
                        wire.json(404, "{}");
                      }
                    })
                .asLlamaServer(2000, 2);
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      assertThat(proxy.post(CHAT, Bodies.chat(LONG)).status()).isEqualTo(400);
      assertThat(backend.conversations()).isEmpty();
      assertThat(proxy.await(Event.Noted.class).message()).contains("estimated");
      assertThat(proxy.post(CHAT, Bodies.chat("word ".repeat(600))).status()).isEqualTo(200);
      JsonNode counted =
          json(proxy.post("/v1/messages/count_tokens", Bodies.messages("word ".repeat(100))));
      assertThat(counted.path("input_tokens").asInt()).isBetween(60, 400);
    }
  }

  @Test
  void leavesEverythingToTheBackendWhenSwitchedOff() throws Exception {
    try (PracticeServer practice =
            PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withContextSize(2000));
        ProxyFixture proxy = ProxyFixture.to(practice.url(), c -> c.withContextWatch(false))) {
      RawHttp.Response response = proxy.post(CHAT, Bodies.chat(LONG));
      assertThat(response.status()).isEqualTo(400);
      assertThat(json(response).path("error").path("code").asText())
          .isEqualTo("context_length_exceeded");
      assertThat(proxy.events(Event.SentUpstream.class)).hasSize(1);
    }
  }
}
