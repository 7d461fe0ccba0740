package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The less usual forms of HTTP and JSON, well formed and not. */
class HttpFormsTest {
  private static final String CHAT = "/v1/chat/completions";

  @RegisterExtension static final Stage STAGE = new Stage();

  private static String post(String target, String headers, String body) {
    return "POST "
        + target
        + " HTTP/1.1\r\n"
        + headers
        + "Content-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private static JsonNode json(RawHttp.Response response) {
    return Json.parse(response.body()).orElseThrow();
  }

  private static String complaint(RawHttp.Response response) {
    return json(response).path("error").path("message").asText();
  }

  @Test
  void understandsAnAbsoluteAddressAndGoesByItsHost() throws Exception {
    try (RawHttp http = STAGE.proxy().connect()) {
      http.send(post(STAGE.proxy().url() + CHAT, "Host: evil.example\r\n", Bodies.chat("Hi")));
      assertThat(http.response().status()).isEqualTo(200);
      http.send("GET HTTP://localhost?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(json(http.response()).path("openai_base_url").asText())
          .isEqualTo("http://localhost/v1");
      for (String host : List.of("evil.example", "127.0.0.1@evil.example", "")) {
        http.send("GET http://" + host + "/hearth/usage HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        assertThat(http.response().status()).as(host).isEqualTo(403);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1\r\nHost: evil.example\r\n",
        "Host: evil.example\r\nHost: 127.0.0.1\r\n",
        ""
      })
  void wantsExactlyOneHost(String headers) throws Exception {
    try (RawHttp http = STAGE.proxy().connect()) {
      http.send("GET /hearth/health HTTP/1.1\r\n" + headers + "\r\n");
      RawHttp.Response response = http.response();
      assertThat(response.status()).isEqualTo(400);
      assertThat(complaint(response)).contains("Host header");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Transfer-Encoding: xchunked, 501",
    "Transfer-Encoding: identity, 501",
    "Content-Length: 2~Content-Length: 3, 400",
    "Content-Length: 5~Transfer-Encoding: chunked, 400",
    "Content-Length: -1, 400",
    "Content-Length: two, 400"
  })
  void refusesABodyWhoseEndIsDoubtfulAndHangsUp(String framing, int status) throws Exception {
    long before = STAGE.practice().counts().total();
    try (RawHttp http = STAGE.proxy().connect()) {
      http.send(
          "POST "
              + CHAT
              + " HTTP/1.1\r\nHost: localhost\r\n"
              + framing.replace("~", "\r\n")
              + "\r\n\r\n{}");
      RawHttp.Response response = http.response();
      assertThat(response.status()).isEqualTo(status);
      assertThat(complaint(response)).isNotBlank();
      assertThat(http.closedByServer()).isTrue();
    }
    assertThat(STAGE.practice().counts().total()).isEqualTo(before);
  }

  @Test
  void refusesBodiesThatArePackedForTheJourney() throws Exception {
    try (RawHttp http = STAGE.proxy().connect()) {
      http.send(
          "POST "
              + CHAT
              + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
              + "2\r\n{}\r\n0\r\n\r\n");
      assertThat(http.response().status()).isEqualTo(501);
      assertThat(http.closedByServer()).isTrue();
    }
  }

  @Test
  void readsPastTrailersToTheNextRequest() throws Exception {
    String body = Bodies.chat("Hi");
    try (RawHttp http = STAGE.proxy().connect()) {
      http.send(
          "POST "
              + CHAT
              + " HTTP/1.1\r\n"
              + "Host: localhost\r\n"
              + "Transfer-Encoding: chunked\r\n"
              + "Trailer: X-Sum\r\n\r\n"
              + Integer.toHexString(body.length())
              + ";note=1\r\n"
              + body
              + "\r\n0\r\nX-Sum: 1\r\n\r\n");
      assertThat(http.response().status()).isEqualTo(200);
      assertThat(http.get("/hearth/health").response().status()).isEqualTo(200);
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws Exception {
    String host = "Host: localhost\r\n";
    try (RawHttp http = STAGE.proxy().connect()) {
      http.send(
          post(CHAT, host, Bodies.chat("practice:text"))
              + post("/nowhere", host, "{}")
              + post("/tokenize", host, "{\"content\":\"Hi\"}")
              + "GET /hearth/health HTTP/1.1\r\n"
              + host
              + "\r\n");
      assertThat(json(http.response()).path("choices")).isNotEmpty();
      assertThat(http.response().status()).isEqualTo(404);
      assertThat(json(http.response()).path("tokens")).isNotEmpty();
      assertThat(json(http.response()).path("status").asText()).isEqualTo("ok");
    }
  }

  @Test
  void speaksHttp10WithoutChunks() throws Exception {
    for (String body : List.of(Bodies.chat("Hi"), Bodies.chatStream("Hi"))) {
      try (RawHttp http = STAGE.proxy().connect()) {
        http.send(post(CHAT, "Host: localhost\r\n", body).replace("HTTP/1.1", "HTTP/1.0"));
        RawHttp.Head head = http.head();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).doesNotContainKey("transfer-encoding");
        if (body.contains("stream")) {
          assertThat(http.events().getLast().data()).isEqualTo("[DONE]");
        } else {
          assertThat(json(http.response()).path("choices")).isNotEmpty();
        }
        assertThat(http.closedByServer()).isTrue();
      }
    }
  }

  @Test
  void sendsWebSocketClientsToPlainHttp() throws Exception {
    for (String path : List.of("/v1/responses", "/responses", CHAT)) {
      try (RawHttp http = STAGE.proxy().connect()) {
        http.get(
            path,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(http.head().status()).isEqualTo(426);
        assertThat(http.head().header("Upgrade")).isPresent();
        assertThat(complaint(http.response())).contains("plain HTTP");
      }
    }
  }

  @Test
  void unpacksWhatItPassesOn() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"content\":\"Hello there\"}".getBytes(StandardCharsets.UTF_8));
    }
    try (RawHttp http = STAGE.proxy().connect()) {
      http.send(
              "POST /tokenize HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n"
                  + "Content-Type: application/json\r\nContent-Length: "
                  + packed.size()
                  + "\r\n\r\n")
          .send(packed.toByteArray());
      assertThat(json(http.response()).path("tokens")).isNotEmpty();
      http.send(
          post("/tokenize", "Host: localhost\r\nContent-Encoding: zstd\r\n", "{\"content\":\"\"}"));
      assertThat(http.response().status()).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32BE"})
  void wantsUtf8(String charset) throws Exception {
    for (String path : List.of(CHAT, "/v1/messages", "/v1/responses")) {
      byte[] body = Bodies.chat("Hi").getBytes(Charset.forName(charset));
      try (RawHttp http = STAGE.proxy().connect()) {
        http.send(
                "POST "
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + body.length
                    + "\r\n\r\n")
            .send(body);
        RawHttp.Response response = http.response();
        assertThat(response.status()).isEqualTo(400);
        assertThat(complaint(response)).contains("UTF-8");
      }
    }
  }

  @Test
  void saysWhenABodyIsBeyondWhatItReads() throws Exception {
    String deep = "[".repeat(100_000);
    for (String body :
        List.of(
            deep,
            Bodies.chat("Hi", "\"x\":" + deep + "]".repeat(100_000)),
            Bodies.chat("Hi", "\"temperature\":" + "9".repeat(5000)))) {
      for (String path : List.of(CHAT, "/v1/messages", "/v1/responses")) {
        RawHttp.Response response = STAGE.proxy().post(path, body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(complaint(response)).contains("too deeply");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "01", "'x'", "1,", "tru"})
  void wantsJson(String value) throws Exception {
    RawHttp.Response response =
        STAGE.proxy().post(CHAT, Bodies.chat("Hi", "\"temperature\":" + value));
    assertThat(response.status()).isEqualTo(400);
    assertThat(complaint(response)).contains("not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "1e999999999", "1.5", "-1", "99999999999999999999999999"})
  void survivesNumbersOfAnySize(String number) throws Exception {
    String limit = "\"max_tokens\":" + number + ",\"n\":" + number + ",\"seed\":" + number;
    assertThat(STAGE.proxy().post(CHAT, Bodies.chat("Hi", limit)).status()).isIn(200, 400);
    String messages =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":"
            + number
            + "}";
    assertThat(STAGE.proxy().post("/v1/messages", messages).status()).isIn(200, 400);
    String responses = Bodies.responses("Hi", "\"max_output_tokens\":" + number);
    assertThat(STAGE.proxy().post("/v1/responses", responses).status()).isIn(200, 400);
    assertThat(STAGE.proxy().events(Event.Failed.class))
        .noneMatch(failed -> failed.status() == 500);
  }

  @Test
  void takesTheLastOfSeveralFieldsOfOneNameAsItsBackendDoes() throws Exception {
    String body =
        "{\"model\":\"practice\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"practice:think\"}],\"stream\":false}";
    JsonNode message = json(STAGE.proxy().post(CHAT, body)).path("choices").path(0).path("message");
    assertThat(message.path("reasoning_content").asText()).isNotBlank();
  }

  @Test
  void carriesHalfAPairOfCharactersAndAByteOrderMark() throws Exception {
    for (String words : List.of("a \\ud800 b", "\\udc00", "\\u0000")) {
      assertThat(STAGE.proxy().post(CHAT, Bodies.chat(words)).status()).isEqualTo(200);
      assertThat(STAGE.proxy().post("/v1/messages", Bodies.messages(words)).status())
          .isEqualTo(200);
      assertThat(STAGE.proxy().post("/v1/responses", Bodies.responses(words)).status())
          .isEqualTo(200);
    }
    assertThat(STAGE.proxy().post(CHAT, "\uFEFF" + Bodies.chat("Hi")).status()).isEqualTo(200);
  }

  @Test
  void aClientThatClosesItsSendingSideCountsAsGone() throws Exception {
    try (RawHttp http = STAGE.proxy().connect()) {
      http.post(CHAT, Bodies.chatStream("practice:stall"));
      http.nextEvent();
      http.halfClose();
      assertThat(STAGE.proxy().await(Event.Cancelled.class).by()).isEqualTo("client");
    }
  }

  @Test
  void answersHeadWithoutABodyAndKeepsTheConnection() throws Exception {
    try (RawHttp http = STAGE.proxy().connect()) {
      for (String path : List.of("/", "/hearth/health", "/health", "/v1/models", "/props", CHAT)) {
        http.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(http.interim()).as(path).isEqualTo(path.equals(CHAT) ? 405 : 200);
      }
      assertThat(http.get("/hearth/health").response().status()).isEqualTo(200);
    }
  }
}
