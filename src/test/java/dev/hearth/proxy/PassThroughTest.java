package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.testing.RawHttp;
import dev.hearth.testing.RealLlama;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Hearth hands on unread: the same answer as the server gives when it is asked directly. */
class PassThroughTest {
  private static final String COMPLETION =
      "{\"prompt\":\"Once upon\",\"temperature\":0,\"max_tokens\":8";

  /** Path and body of every passed-on request that both stand-ins are asked. */
  private static final String[][] ASKED = {
    {"/v1/completions", COMPLETION + "}"},
    {"/tokenize", "{\"content\":\"Hello there, 世界\"}"},
    {"/tokenize", "{\"content\":\"Hello there\",\"with_pieces\":true}"},
    {"/apply-template", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"},
    {"/apply-template", "{}"},
    {"/detokenize", "{\"tokens\":[1,2,3]}"},
    {"/v1/embeddings", "{\"input\":\"Hello\"}"},
    {"/infill", "{\"input_prefix\":\"def f(\",\"input_suffix\":\"):\",\"n_predict\":4}"},
    {"/tokenize", "not JSON"}
  };

  private static RawHttp.Response ask(URI server, String path, String body) throws IOException {
    try (RawHttp http = RawHttp.connect(server)) {
      return http.post(path, body).response();
    }
  }

  private static List<RawHttp.Event> stream(URI server, String path, String body)
      throws IOException {
    try (RawHttp http = RawHttp.connect(server)) {
      return http.post(path, body).events();
    }
  }

  /** Without what is new in each answer, and how much of the prompt was remembered. */
  private static JsonNode lasting(String json) {
    JsonNode node = Json.parse(json).orElseThrow();
    if (node instanceof ObjectNode object) {
      object.remove(List.of("id", "created", "timings"));
      if (object.path("usage") instanceof ObjectNode usage) {
        usage.remove("prompt_tokens_details");
      }
    }
    return node;
  }

  private static void theSameAsDirectly(URI direct, URI proxied) throws IOException {
    for (String[] asked : ASKED) {
      RawHttp.Response expected = ask(direct, asked[0], asked[1]);
      RawHttp.Response got = ask(proxied, asked[0], asked[1]);
      String what = asked[0] + " " + asked[1] + " -> " + expected.status();
      assertThat(got.status()).as(what).isEqualTo(expected.status());
      assertThat(got.head().header("Content-Type"))
          .as(what)
          .isEqualTo(expected.head().header("Content-Type"));
      assertThat(lasting(got.text())).as(what).isEqualTo(lasting(expected.text()));
    }
  }

  private static void streamsTheSame(URI direct, URI proxied) throws IOException {
    String body = COMPLETION + ",\"stream\":true}";
    List<RawHttp.Event> expected = stream(direct, "/v1/completions", body);
    List<RawHttp.Event> got = stream(proxied, "/v1/completions", body);
    assertThat(got).hasSameSizeAs(expected).hasSizeGreaterThan(2);
    assertThat(got.getLast().data()).isEqualTo("[DONE]");
    for (int i = 0; i < got.size() - 1; i++) {
      assertThat(lasting(got.get(i).data())).isEqualTo(lasting(expected.get(i).data()));
    }
  }

  @Test
  void answersAsThePracticeServerDoes() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      theSameAsDirectly(practice.url(), proxy.url());
      streamsTheSame(practice.url(), proxy.url());
    }
  }

  @Test
  void answersAsTheRealServerDoes() throws Exception {
    try (RealLlama llama = RealLlama.start();
        ProxyFixture proxy = ProxyFixture.to(llama.url())) {
      theSameAsDirectly(llama.url(), proxy.url());
      streamsTheSame(llama.url(), proxy.url());
      RawHttp.Response tokens = ask(proxy.url(), "/tokenize", "{\"content\":\"Hello there\"}");
      assertThat(Json.parse(tokens.body()).orElseThrow().path("tokens")).isNotEmpty();
      assertThat(ask(proxy.url(), "/detokenize", tokens.text()).text())
          .isEqualTo(ask(llama.url(), "/detokenize", tokens.text()).text());
    }
  }

  @Test
  void embedsAsTheRealServerDoes() throws Exception {
    try (RealLlama llama = RealLlama.start("--embeddings", "--pooling", "mean");
        ProxyFixture proxy = ProxyFixture.to(llama.url())) {
      String body = "{\"input\":[\"Hello\",\"there\"],\"model\":\"tiny\"}";
      for (String path : List.of("/v1/embeddings", "/embeddings")) {
        RawHttp.Response got = ask(proxy.url(), path, body);
        assertThat(got.status()).isEqualTo(200);
        JsonNode list = lasting(got.text());
        assertThat(list.path("data")).hasSize(2);
        assertThat(list).isEqualTo(lasting(ask(llama.url(), "/v1/embeddings", body).text()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/completions, /v1/completions",
    "/completions/, /v1/completions",
    "/v1/v1/embeddings?x=%20y, /v1/embeddings?x=%20y",
    "/embeddings, /v1/embeddings",
    "/v1/tokenize, /tokenize",
    "/detokenize, /detokenize",
    "/v1/apply-template, /apply-template",
    "/infill?a=1&b=2, /infill?a=1&b=2"
  })
  void handsOnTheVeryBytes(String asked, String path) throws Exception {
    String body = "{ \"a\":1.0, \"a\" : 1e5,\"unknown\":[ ] }";
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> wire.json(207, "{ \"b\" :2.50 }", "X-Other: 1"));
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      RawHttp.Response response = proxy.post(asked, body);
      assertThat(response.status()).isEqualTo(207);
      assertThat(response.text()).isEqualTo("{ \"b\" :2.50 }");
      assertThat(response.head().headers()).doesNotContainKey("x-other");
      ScriptedBackend.Request seen = backend.requests().getLast();
      assertThat(seen.path()).isEqualTo(path);
      assertThat(seen.text()).isEqualTo(body);
      assertThat(seen.headers()).containsEntry("content-type", "application/json");
      assertThat(proxy.await(Event.Finished.class)).isNotNull();
    }
  }

  @Test
  void isNotHurtByKeptConnectionsThatDied() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.json(200, "{}");
                  wire.close();
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      for (int i = 0; i < 30; i++) {
        assertThat(proxy.post("/tokenize", "{\"content\":\"x\"}").status()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/infill", "/v1/completions"})
  void streamsLiveAndStopsWithTheClient(String path) throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream().event("{\"content\":\"one\"}");
                  if (first.await(10, TimeUnit.SECONDS)) {
                    wire.event("{\"content\":\"two\"}");
                  }
                  wire.awaitClose();
                  closed.countDown();
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      try (RawHttp http = proxy.connect()) {
        http.post(path, "{\"prompt\":\"x\",\"stream\":true}");
        assertThat(http.nextEvent().orElseThrow().data()).contains("one");
        first.countDown();
        assertThat(http.nextEvent().orElseThrow().data()).contains("two");
      }
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      Awaitility.await().until(() -> proxy.proxy().inFlight().isEmpty());
      assertThat(proxy.events(Event.Cancelled.class)).hasSize(1);
    }
  }
}
