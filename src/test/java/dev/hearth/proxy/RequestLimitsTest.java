package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.testing.RawHttp;
import dev.hearth.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong, too large, too slow or oddly framed. */
class RequestLimitsTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final Limits LIMITS =
      Limits.DEFAULT
          .withBody(100_000)
          .withHeadTime(Duration.ofMillis(400))
          .withBodyStall(Duration.ofMillis(400))
          .withBodyTime(Duration.ofMillis(1500))
          .withIdle(Duration.ofMillis(800));

  private static ScriptedBackend backend;
  private static ProxyFixture proxy;

  @BeforeAll
  static void start() throws Exception {
    backend =
        ScriptedBackend.start(
            (request, wire) -> {
              if (request.path().startsWith(CHAT)) {
                wire.openStream().text("ok").finish("stop").done();
              } else {
                wire.json(200, request.text());
              }
            });
    proxy = ProxyFixture.to(backend.url(), c -> c.withLimits(LIMITS));
  }

  @AfterEach
  void nothingIsLeft() {
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> proxy.proxy().connections() == 0);
    assertThat(proxy.proxy().inFlight()).isEmpty();
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.close();
    backend.close();
  }

  private static JsonNode error(RawHttp.Response response) {
    return Json.parse(response.body()).orElseThrow().path("error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| ",
        "{ | ",
        "[1] | ",
        "'\"text\"' | ",
        "{} | messages",
        "{\"messages\":[]} | messages",
        "{\"messages\":null} | messages",
        "{\"messages\":\"Hi\"} | messages",
        "{\"messages\":[1]} | messages",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":\"yes\"} | stream",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":{}} | tools",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"model\":7} | model"
      })
  void saysWhatIsWrongWithABody(String body, String field) throws Exception {
    int before = backend.requests().size();
    for (String path : new String[] {CHAT, "/v1/messages"}) {
      RawHttp.Response response = proxy.post(path, body == null ? "" : body);
      assertThat(response.status()).as(path + " " + body).isEqualTo(400);
      assertThat(error(response).path("type").asText()).isEqualTo("invalid_request_error");
      assertThat(error(response).path("message").asText())
          .isNotBlank()
          .contains(field == null ? "" : field);
    }
    assertThat(backend.requests()).hasSize(before);
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws Exception {
    byte[] body = Bodies.chat("X").getBytes(StandardCharsets.UTF_8);
    body[new String(body, StandardCharsets.UTF_8).indexOf('X')] = (byte) 0xff;
    try (RawHttp http = proxy.connect()) {
      http.send(
              "POST "
                  + CHAT
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n")
          .send(body);
      RawHttp.Response response = http.response();
      assertThat(response.status()).isEqualTo(400);
      assertThat(error(response).path("message").asText()).containsIgnoringCase("UTF-8");
    }
  }

  @Test
  void guardsOneReplyAtATime() throws Exception {
    RawHttp.Response response =
        proxy.post(CHAT, Bodies.chat("Hi", "\"n\":2,\"tools\":" + Bodies.TOOLS));
    assertThat(response.status()).isEqualTo(400);
    assertThat(error(response).path("param").asText()).isEqualTo("n");
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, "/v1/messages", "/tokenize"})
  void refusesADeclaredBodyThatIsTooLargeWithoutReadingIt(String path) throws Exception {
    try (RawHttp http = proxy.connect()) {
      http.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100001\r\n\r\n{");
      RawHttp.Response response = http.response();
      assertThat(response.status()).isEqualTo(413);
      assertThat(error(response).path("message").asText()).contains("100000");
      if (path.equals("/v1/messages")) {
        assertThat(error(response).path("type").asText()).isEqualTo("request_too_large");
      }
      assertThat(http.closedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, "/tokenize"})
  void countsAChunkedBodyAndRefusesItWhenItGrowsTooLarge(String path) throws Exception {
    try (RawHttp http = proxy.connect()) {
      http.send(
          "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "x".repeat(0x4000);
      for (int i = 0; i < 7; i++) {
        http.send("4000\r\n" + chunk + "\r\n");
      }
      assertThat(http.head().status()).isEqualTo(413);
      assertThat(http.response().text()).contains("too_large");
      assertThat(http.closedByServer()).isTrue();
    }
  }

  @Test
  void readsChunkedBodies() throws Exception {
    String body = Bodies.chat("Hi");
    try (RawHttp http = proxy.connect()) {
      http.send(
          "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < body.length(); i += 7) {
        String part = body.substring(i, Math.min(body.length(), i + 7));
        http.send(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
      }
      http.send("0\r\n\r\n");
      assertThat(http.response().status()).isEqualTo(200);
    }
  }

  @Test
  void invitesABodyThatWaitsForItAndRefusesOneThatIsTooLarge() throws Exception {
    String body = Bodies.chat("Hi");
    String head = "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n";
    try (RawHttp http = proxy.connect()) {
      http.send(head + "Content-Length: " + body.length() + "\r\n\r\n");
      assertThat(http.interim()).isEqualTo(100);
      http.send(body);
      assertThat(http.response().status()).isEqualTo(200);
    }
    try (RawHttp http = proxy.connect()) {
      http.send(head + "Content-Length: 200000\r\n\r\n");
      assertThat(http.head().status()).isEqualTo(413);
    }
  }

  @Test
  void readsGzippedBodiesAndRefusesOtherEncodings() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Bodies.chat("Hi").getBytes(StandardCharsets.UTF_8));
    }
    String head = "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: ";
    try (RawHttp http = proxy.connect()) {
      http.send(head + "gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n")
          .send(packed.toByteArray());
      assertThat(http.response().status()).isEqualTo(200);
      http.send(head + "br\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(http.response().status()).isEqualTo(415);
      http.send(head + "gzip\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(http.response().status()).isEqualTo(400);
    }
  }

  @Test
  void refusesABombThatUnpacksBeyondTheLimit() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[10_000_000]);
    }
    try (RawHttp http = proxy.connect()) {
      http.send(
              "POST "
                  + CHAT
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n"
                  + "Content-Length: "
                  + packed.size()
                  + "\r\n\r\n")
          .send(packed.toByteArray());
      assertThat(http.response().status()).isEqualTo(413);
    }
  }

  @Test
  void closesAConnectionWhoseHeadTricklesIn() throws Exception {
    try (RawHttp http = proxy.connect()) {
      http.send("POST " + CHAT + " HTTP/1.1\r\nHost: local");
      assertThat(http.timeout(Duration.ofSeconds(5)).closedByServer()).isTrue();
    }
  }

  @Test
  void closesAConnectionThatNeverSaysAnything() throws Exception {
    try (RawHttp http = proxy.connect()) {
      assertThat(http.timeout(Duration.ofSeconds(5)).closedByServer()).isTrue();
    }
  }

  @Test
  void closesAnIdleConnection() throws Exception {
    try (RawHttp http = proxy.connect()) {
      assertThat(http.get("/hearth/health").response().status()).isEqualTo(200);
      assertThat(http.timeout(Duration.ofSeconds(5)).closedByServer()).isTrue();
    }
  }

  @Test
  void givesUpOnABodyThatStops() throws Exception {
    try (RawHttp http = proxy.connect()) {
      http.send(
          "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{\"mess");
      RawHttp.Response response = http.response();
      assertThat(response.status()).isEqualTo(408);
      assertThat(error(response).path("type").asText()).isEqualTo("timeout_error");
      assertThat(http.timeout(Duration.ofSeconds(5)).closedByServer()).isTrue();
    }
  }

  @Test
  void givesUpOnABodyThatTricklesForEver() throws Exception {
    try (RawHttp http = proxy.connect()) {
      http.send("POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n");
      Thread dribble =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        http.send(" ");
                        Thread.sleep(50);
                      }
                    } catch (Exception closed) {
                      // As it should be.
                    }
                  });
      assertThat(http.head().status()).isEqualTo(408);
      dribble.interrupt();
      dribble.join();
    }
  }

  @Test
  void refusesHeadsThatAreTooLargeOrNoHttp() throws Exception {
    try (RawHttp http = proxy.connect()) {
      http.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n");
      assertThat(http.head().status()).isEqualTo(431);
    }
    try (RawHttp http = proxy.connect()) {
      http.send("GET /" + "x".repeat(50_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(http.head().status()).isEqualTo(414);
    }
    try (RawHttp http = proxy.connect()) {
      http.send("HELLO THERE\r\n\r\n");
      assertThat(http.head().status()).isEqualTo(400);
    }
  }

  @Test
  void forgetsAClientThatLeavesInTheMiddleOfItsBody() throws Exception {
    int before = backend.requests().size();
    try (RawHttp http = proxy.connect()) {
      http.send(
          "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{\"mess");
    }
    Awaitility.await().until(() -> proxy.proxy().inFlight().isEmpty());
    assertThat(backend.requests()).hasSize(before);
  }

  @Test
  void passesLargeBodiesThroughInBothDirections() throws Exception {
    String body = "{\"content\":\"" + "x".repeat(90_000) + "\"}";
    assertThat(proxy.post("/tokenize", body).text()).isEqualTo(body);
  }
}
