package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a backend does wrong reaches the client as its protocol's error, and nothing leaks. */
class BackendFailureTest {
  private static final String SECRET = "internal-secret-words";

  private static JsonNode json(RawHttp.Response response) {
    return Json.parse(response.body()).orElseThrow();
  }

  private static JsonNode json(String data) {
    return Json.parse(data).orElseThrow();
  }

  private static void nothingIsLeftOpen(ScriptedBackend backend) {
    Awaitility.await("no conversation left at the backend")
        .atMost(Duration.ofSeconds(6))
        .until(() -> backend.open() == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 400, invalid_request_error",
    "401, 401, authentication_error",
    "403, 403, permission_error",
    "404, 404, not_found_error",
    "429, 429, rate_limit_error",
    "500, 500, api_error",
    "502, 502, api_error",
    "503, 503, overloaded_error",
    "529, 529, overloaded_error"
  })
  void passesTheKindOfErrorOnInBothShapesAndStreamedOrNot(int from, int to, String type)
      throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) ->
                    wire.json(
                        from, "{\"error\":{\"message\":\"" + SECRET + "\"}}", "Retry-After: 17"));
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      for (String body : List.of(Bodies.chat("Hi"), Bodies.toolsStream("Hi"))) {
        RawHttp.Response openAi = proxy.post("/v1/chat/completions", body);
        assertThat(openAi.status()).isEqualTo(to);
        assertThat(json(openAi).path("error").path("message").asText()).isNotBlank();
        assertThat(openAi.text()).doesNotContain(SECRET);
        assertThat(openAi.head().header("Retry-After")).contains("17");
      }
      for (String body : List.of(Bodies.messages("Hi"), Bodies.messagesToolsStream("Hi"))) {
        RawHttp.Response anthropic = proxy.post("/v1/messages", body);
        assertThat(anthropic.status()).isEqualTo(to);
        assertThat(json(anthropic).path("type").asText()).isEqualTo("error");
        assertThat(json(anthropic).path("error").path("type").asText()).isEqualTo(type);
        assertThat(anthropic.text()).doesNotContain(SECRET);
      }
      assertThat(backend.conversations()).hasSize(4);
      assertThat(proxy.events(Event.Failed.class)).hasSize(4);
      // The user may see what the backend said; the client may not.
      assertThat(proxy.events(Event.BackendBody.class).getFirst().body().text()).contains(SECRET);
    }
  }

  @Test
  void saysThatTheBackendIsNotThere() throws Exception {
    try (ProxyFixture proxy = ProxyFixture.to(URI.create("http://127.0.0.1:9"))) {
      RawHttp.Response response = proxy.post("/v1/chat/completions", Bodies.chatStream("Hi"));
      assertThat(response.status()).isEqualTo(502);
      assertThat(json(response).path("error").path("message").asText())
          .contains("cannot be reached")
          .doesNotContain("127.0.0.1:9");
      assertThat(proxy.get("/health").status()).isEqualTo(502);
      assertThat(proxy.get("/v1/models", "anthropic-version: 2023-06-01").status()).isEqualTo(502);
    }
  }

  @Test
  void turnsAContextErrorIntoTheOneAgentsKnow() throws Exception {
    String error =
        "{\"error\":{\"code\":400,\"message\":\"request (18015 tokens) exceeds the available"
            + " context size (8192 tokens), try increasing"
            + " it\",\"type\":\"exceed_context_size_error\","
            + "\"n_prompt_tokens\":18015,\"n_ctx\":8192}}";
    try (ScriptedBackend backend = ScriptedBackend.start((request, wire) -> wire.json(400, error));
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      JsonNode openAi = json(proxy.post("/v1/chat/completions", Bodies.chat("Hi")));
      assertThat(openAi.path("error").path("code").asText()).isEqualTo("context_length_exceeded");
      JsonNode anthropic = json(proxy.post("/v1/messages", Bodies.messages("Hi")));
      assertThat(anthropic.path("error").path("message").asText())
          .isEqualTo("prompt is too long: 18015 tokens > 8192 maximum");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"hello\":1}", "<html>no</html>", "[]", ""})
  void doesNotTakeAnythingForAReply(String body) throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.start((request, wire) -> wire.json(200, body));
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      for (String ask : List.of(Bodies.chat("Hi"), Bodies.chatStream("Hi"), Bodies.tools("Hi"))) {
        RawHttp.Response response = proxy.post("/v1/chat/completions", ask);
        assertThat(response.status()).isEqualTo(502);
        assertThat(json(response).path("error").path("message").asText()).isNotBlank();
      }
    }
  }

  @Test
  void endsABrokenOffStreamWithAnErrorNeverSilently() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream().text("Half an ans");
                  wire.close();
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      for (String ask : List.of(Bodies.chatStream("Hi"), Bodies.toolsStream("Hi"))) {
        List<RawHttp.Event> events = proxy.stream("/v1/chat/completions", ask);
        assertThat(events.getLast().data()).isEqualTo("[DONE]");
        JsonNode error = json(events.get(events.size() - 2).data()).path("error");
        assertThat(error.path("message").asText()).contains("broke off");
        assertThat(error.path("type").asText()).isNotBlank();
      }
      List<RawHttp.Event> events = proxy.stream("/v1/messages", Bodies.messagesStream("Hi"));
      assertThat(events.getLast().name()).isEqualTo("error");
      assertThat(json(events.getLast().data()).path("error").path("type").asText())
          .isEqualTo("api_error");
      RawHttp.Response whole = proxy.post("/v1/chat/completions", Bodies.chat("Hi"));
      assertThat(whole.status()).isEqualTo(502);
      nothingIsLeftOpen(backend);
    }
  }

  @Test
  void takesAStreamThatEndsProperlyButUnfinishedForBrokenOff() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> wire.openStream().text("Half").raw("0\r\n\r\n"));
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      List<RawHttp.Event> events = proxy.stream("/v1/chat/completions", Bodies.chatStream("Hi"));
      assertThat(events.get(events.size() - 2).data()).contains("broke off");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{not json",
        "\"just text\"",
        "{\"error\":{\"message\":\"internal-secret-words\",\"code\":500}}"
      })
  void reportsAGarbledStreamInsideIt(String event) throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream().text("Some words").event(event);
                  wire.awaitClose();
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      List<RawHttp.Event> events = proxy.stream("/v1/chat/completions", Bodies.chatStream("Hi"));
      assertThat(events.getLast().data()).isEqualTo("[DONE]");
      assertThat(json(events.get(events.size() - 2).data()).path("error").path("message").asText())
          .isNotBlank()
          .doesNotContain(SECRET);
      nothingIsLeftOpen(backend);
    }
  }

  @Test
  void refusesBytesThatAreNoText() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream().text("ok");
                  wire.raw("a\r\n")
                      .raw("data: ")
                      .raw(new byte[] {(byte) 0xc3, 0x28})
                      .raw("\n\n\r\n");
                  wire.awaitClose();
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      List<RawHttp.Event> events = proxy.stream("/v1/chat/completions", Bodies.chatStream("Hi"));
      assertThat(events.get(events.size() - 2).data()).contains("UTF-8");
      nothingIsLeftOpen(backend);
    }
  }

  @Test
  void givesUpOnASilentBackendAfterTheTimeout() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  if (request.text().contains("begin")) {
                    wire.openStream().text("Once");
                  }
                  wire.awaitClose();
                });
        ProxyFixture proxy =
            ProxyFixture.to(
                backend.url(), c -> c, b -> b.withIdleTimeout(Duration.ofMillis(300)))) {
      RawHttp.Response whole = proxy.post("/v1/chat/completions", Bodies.chatStream("Hi"));
      assertThat(whole.status()).isEqualTo(504);
      assertThat(
              json(proxy.post("/v1/messages", Bodies.messages("Hi")))
                  .path("error")
                  .path("type")
                  .asText())
          .isEqualTo("timeout_error");
      List<RawHttp.Event> events = proxy.stream("/v1/chat/completions", Bodies.chatStream("begin"));
      assertThat(json(events.get(events.size() - 2).data()).path("error").path("type").asText())
          .isEqualTo("timeout_error");
      nothingIsLeftOpen(backend);
    }
  }

  @Test
  void acceptsAWholeReplyFromABackendThatDoesNotStream() throws Exception {
    String reply =
        "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"All"
            + " at once.\"},"
            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";
    try (ScriptedBackend backend = ScriptedBackend.start((request, wire) -> wire.json(200, reply));
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      assertThat(
              json(proxy.post("/v1/chat/completions", Bodies.chat("Hi")))
                  .path("choices")
                  .path(0)
                  .path("message")
                  .path("content")
                  .asText())
          .isEqualTo("All at once.");
      List<RawHttp.Event> events = proxy.stream("/v1/chat/completions", Bodies.chatStream("Hi"));
      assertThat(events.getLast().data()).isEqualTo("[DONE]");
      assertThat(events.toString()).contains("All at once.");
    }
  }

  @Test
  void asksOnceWhereTheConnectionBreaksAndAgainOnlyWhereAKeptOneWasDead() throws Exception {
    java.util.concurrent.atomic.AtomicBoolean breaks =
        new java.util.concurrent.atomic.AtomicBoolean();
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  if (breaks.get()) {
                    wire.close();
                  } else {
                    wire.openStream().text("ok").finish("stop").done();
                    if (request.text().contains("last words")) {
                      wire.close();
                    }
                  }
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      assertThat(proxy.post("/v1/chat/completions", Bodies.chat("last words")).status())
          .isEqualTo(200);
      assertThat(proxy.post("/v1/chat/completions", Bodies.chat("Hi")).status()).isEqualTo(200);
      breaks.set(true);
      int before = backend.conversations().size();
      RawHttp.Response response = proxy.post("/v1/chat/completions", Bodies.chat("Hi"));
      assertThat(response.status()).isEqualTo(502);
      assertThat(backend.conversations().size() - before).isLessThanOrEqualTo(2);
    }
  }
}
