package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, hosts and web pages. */
class AccessTest {
  private static final String CHAT = "/v1/chat/completions";

  private ScriptedBackend backend;

  @BeforeEach
  void start() throws Exception {
    backend =
        ScriptedBackend.start(
            (request, wire) -> {
              if (request.path().startsWith(CHAT)) {
                wire.openStream().text("ok").finish("stop").done();
              } else {
                wire.json(200, "{}");
              }
            });
  }

  @AfterEach
  void stop() throws Exception {
    backend.close();
  }

  private ProxyFixture proxy(Access access) throws Exception {
    return ProxyFixture.to(backend.url(), c -> c.withAccess(access));
  }

  private Map<String, String> seenByBackend() {
    return backend.conversations().getLast().headers();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, Authorization: Bearer sk-1",
    "/v1/chat/completions, x-api-key: sk-1",
    "/v1/messages, Authorization: bearer sk-1",
    "/v1/messages, X-Api-Key: sk-1"
  })
  void putsTheCallersOneCredentialWhereTheBackendLooks(String path, String header)
      throws Exception {
    try (ProxyFixture proxy = proxy(Access.DEFAULT)) {
      String body = path.endsWith("messages") ? Bodies.messages("Hi") : Bodies.chat("Hi");
      assertThat(proxy.post(path, body, header).status()).isEqualTo(200);
      assertThat(seenByBackend())
          .containsEntry("authorization", "Bearer sk-1")
          .doesNotContainKey("x-api-key");
      assertThat(proxy.events().toString()).doesNotContain("sk-1");
    }
  }

  @Test
  void sendsNoCredentialWhereThereIsNone() throws Exception {
    try (ProxyFixture proxy = proxy(Access.DEFAULT)) {
      for (String header : List.of("Authorization: Bearer ", "x-api-key: ", "X-Other: 1")) {
        assertThat(proxy.post(CHAT, Bodies.chat("Hi"), header).status()).isEqualTo(200);
        assertThat(seenByBackend()).doesNotContainKeys("authorization", "x-api-key");
      }
    }
  }

  @Test
  void refusesTwoCredentialsAndNamesTheirPlaces() throws Exception {
    try (ProxyFixture proxy = proxy(Access.DEFAULT)) {
      for (String[] two :
          List.of(
              new String[] {"Authorization: Bearer sk-one", "x-api-key: sk-two"},
              new String[] {"x-api-key: sk-one", "x-api-key: sk-one"},
              new String[] {"Authorization: Bearer sk-one", "Authorization: Bearer sk-two"})) {
        RawHttp.Response response = proxy.post(CHAT, Bodies.chat("Hi"), two);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("Two credentials").doesNotContain("sk-");
        assertThat(response.text()).containsIgnoringCase(two[1].split(":")[0]);
      }
      assertThat(backend.requests()).isEmpty();
    }
  }

  @Test
  void usesItsOwnKeyForTheBackendAndRefusesASecondUnlessToldToIgnoreIt() throws Exception {
    try (ProxyFixture proxy =
        ProxyFixture.to(backend.url(), c -> c, b -> b.withApiKey("sk-static"))) {
      assertThat(proxy.post(CHAT, Bodies.chat("Hi")).status()).isEqualTo(200);
      assertThat(seenByBackend()).containsEntry("authorization", "Bearer sk-static");
      RawHttp.Response second =
          proxy.post(CHAT, Bodies.chat("Hi"), "Authorization: Bearer placeholder");
      assertThat(second.status()).isEqualTo(400);
      assertThat(second.text()).contains("ignore-client-keys").doesNotContain("sk-static");
      proxy
          .proxy()
          .reconfigure(
              proxy.proxy().config().withAccess(Access.DEFAULT.withIgnoreCallerCredential(true)));
      assertThat(proxy.post(CHAT, Bodies.chat("Hi"), "Authorization: Bearer placeholder").status())
          .isEqualTo(200);
      assertThat(seenByBackend()).containsEntry("authorization", "Bearer sk-static");
      assertThat(proxy.events().toString()).doesNotContain("sk-static");
    }
  }

  @Test
  void asksForItsOwnKeyOnEveryRouteAndNeverPassesItOn() throws Exception {
    try (ProxyFixture proxy = proxy(Access.DEFAULT.withKey("hearth-key"))) {
      for (String path :
          List.of("/v1/models", "/props", "/health", "/hearth/usage", "/hearth/events")) {
        assertThat(proxy.get(path).status()).as(path).isEqualTo(401);
        assertThat(proxy.get(path, "Authorization: Bearer wrong").status()).isEqualTo(401);
      }
      assertThat(proxy.get("/hearth/health").status()).isEqualTo(200);
      RawHttp.Response openAi = proxy.post(CHAT, Bodies.chat("Hi"), "x-api-key: nope");
      assertThat(openAi.status()).isEqualTo(401);
      assertThat(openAi.text()).contains("authentication_error").doesNotContain("nope");
      RawHttp.Response anthropic = proxy.post("/v1/messages", Bodies.messages("Hi"));
      assertThat(anthropic.status()).isEqualTo(401);
      assertThat(Json.parse(anthropic.body()).orElseThrow().path("type").asText())
          .isEqualTo("error");
      assertThat(backend.requests()).isEmpty();
      for (String header : List.of("Authorization: Bearer hearth-key", "x-api-key: hearth-key")) {
        assertThat(proxy.post(CHAT, Bodies.chat("Hi"), header).status()).isEqualTo(200);
        assertThat(seenByBackend()).doesNotContainKeys("authorization", "x-api-key");
      }
      assertThat(
              proxy
                  .post(
                      CHAT,
                      Bodies.chat("Hi"),
                      "X-Hearth-Key: hearth-key",
                      "Authorization: Bearer sk-backend")
                  .status())
          .isEqualTo(200);
      assertThat(seenByBackend())
          .containsEntry("authorization", "Bearer sk-backend")
          .doesNotContainKey("x-hearth-key");
      assertThat(proxy.events().toString()).doesNotContain("hearth-key", "sk-backend");
    }
  }

  @Test
  void passesOnlyHarmlessHeadersOn() throws Exception {
    try (ProxyFixture proxy = proxy(Access.DEFAULT)) {
      proxy.post(
          CHAT,
          Bodies.chat("Hi"),
          "Cookie: a=b",
          "X-Conversation-Id: 7",
          "X-Request-Id: r1",
          "User-Agent: thing/1",
          "anthropic-beta: x");
      assertThat(seenByBackend())
          .containsEntry("x-request-id", "r1")
          .doesNotContainKeys("cookie", "x-conversation-id", "anthropic-beta")
          .doesNotContainEntry("user-agent", "thing/1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost:8081", "[::1]:8081", "127.8.8.8", "x.localhost"})
  void answersToLoopbackNames(String host) throws Exception {
    try (ProxyFixture proxy = proxy(Access.DEFAULT)) {
      assertThat(proxy.get("/hearth/health", "Host: " + host).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "192.168.0.7:8081", "127.0.0.1.evil.example", ""})
  void refusesOtherNamesUnlessAllowed(String host) throws Exception {
    try (ProxyFixture proxy = proxy(Access.DEFAULT.withHosts(Set.of("my.box")))) {
      assertThat(proxy.post(CHAT, Bodies.chat("Hi"), "Host: " + host).status()).isEqualTo(403);
      assertThat(proxy.post(CHAT, Bodies.chat("Hi"), "Host: my.box:80").status()).isEqualTo(200);
      assertThat(backend.conversations()).hasSize(1);
    }
  }

  @Test
  void refusesWebPagesUnlessTheirOriginIsAllowed() throws Exception {
    Access access = Access.DEFAULT.withOrigins(Set.of("https://app.example"));
    try (ProxyFixture proxy = proxy(access)) {
      for (String origin : List.of("https://evil.example", "null", "https://app.example.evil")) {
        RawHttp.Response response = proxy.post(CHAT, Bodies.chat("Hi"), "Origin: " + origin);
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.head().headers()).doesNotContainKey("access-control-allow-origin");
      }
      assertThat(proxy.get("/v1/models", "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
      assertThat(backend.requests()).isEmpty();

      RawHttp.Response allowed =
          proxy.post(CHAT, Bodies.chatStream("Hi"), "Origin: https://app.example");
      assertThat(allowed.status()).isEqualTo(200);
      assertThat(allowed.head().header("Access-Control-Allow-Origin"))
          .contains("https://app.example");
      assertThat(allowed.head().header("Vary")).contains("Origin");
      RawHttp.Response wrong = proxy.post("/nowhere", "{}", "Origin: https://app.example");
      assertThat(wrong.status()).isEqualTo(404);
      assertThat(wrong.head().headers()).containsKey("access-control-allow-origin");
    }
  }

  @Test
  void answersTheBrowsersQuestionBeforehand() throws Exception {
    Access access = Access.DEFAULT.withOrigins(Set.of("https://app.example")).withKey("k");
    try (ProxyFixture proxy = proxy(access);
        RawHttp http = proxy.connect()) {
      http.request(
          "OPTIONS",
          CHAT,
          "Origin: https://app.example",
          "Access-Control-Request-Method: POST",
          "Access-Control-Request-Headers: authorization,content-type,x-stainless-os",
          "Access-Control-Request-Private-Network: true");
      RawHttp.Response response = http.response();
      assertThat(response.status()).isEqualTo(204);
      assertThat(response.head().header("Access-Control-Allow-Methods").orElseThrow())
          .contains("POST");
      assertThat(response.head().header("Access-Control-Allow-Headers").orElseThrow())
          .contains("x-stainless-os");
      assertThat(response.head().header("Access-Control-Allow-Private-Network")).contains("true");
      assertThat(response.head().header("Access-Control-Max-Age")).isPresent();
      http.request(
          "OPTIONS", CHAT, "Origin: https://evil.example", "Access-Control-Request-Method: POST");
      assertThat(http.response().status()).isEqualTo(403);
    }
  }

  @Test
  void recognisesCallersAndTheirConversations() throws Exception {
    try (ProxyFixture proxy = proxy(Access.DEFAULT)) {
      proxy.post(
          "/v1/messages?beta=true",
          Bodies.messages("Hi"),
          "User-Agent: claude-cli/2.1.330 (external, cli)",
          "X-Claude-Code-Session-Id: s-1");
      Event.Received first = proxy.events(Event.Received.class).getFirst();
      assertThat(first.caller().client()).isEqualTo("Claude Code");
      assertThat(first.caller().session()).isEqualTo("s-1");
      assertThat(first.caller().address()).isEqualTo("127.0.0.1");
    }
  }
}
