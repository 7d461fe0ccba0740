package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendRouter;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.EventSink;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The server itself: starting, listening, HTTP/2, the event feed. */
class ServerTest {
  private static final String CHAT = "/v1/chat/completions";

  @Test
  void saysThatItsPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Backend backend = new Backend(BackendConfig.at(URI.create("http://127.0.0.1:9")))) {
      ProxyConfig config = ProxyConfig.DEFAULT.withPort(taken.getLocalPort());
      assertThatThrownBy(
              () -> ProxyServer.start(config, BackendRouter.fixed(backend), EventSink.NOWHERE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is taken");
    }
  }

  @Test
  void leavesNoThreadAndNoConnectionBehind() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST)) {
      long before = loops();
      ProxyFixture proxy = ProxyFixture.to(practice.url());
      assertThat(proxy.proxy().healthy()).isTrue();
      for (int i = 0; i < 5; i++) {
        proxy.stream(CHAT, Bodies.chatStream("Hi"));
      }
      assertThat(proxy.backend().connections()).isEqualTo(1);
      proxy.close();
      assertThat(proxy.backend().connections()).isZero();
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> loops() == before);
      assertThat(proxy.proxy().inFlight()).isEmpty();
    }
  }

  private static long loops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("vert.x") || t.getName().startsWith("feed-"))
        .count();
  }

  @Test
  void speaksHttp2WithoutEncryptionAndNoticesAnAbortedStream() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url());
        Http2Client client = Http2Client.connect(proxy.url())) {
      Http2Client.Answer answer = client.post(CHAT, Bodies.chat("Hi"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains("practice");
      Http2Client.Answer wrong = client.post("/nowhere", "{}");
      assertThat(wrong.status()).isEqualTo(404);

      client.abortAfterFirstData(CHAT, Bodies.chatStream("practice:stall"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> practice.counts().aborted() == 1);
      assertThat(client.post(CHAT, Bodies.chat("Hi")).status()).isEqualTo(200);
    }
  }

  @Test
  void streamsItsEventsToWatchers() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url());
        RawHttp watcher = proxy.connect()) {
      watcher.get("/hearth/events");
      assertThat(watcher.nextEvent().orElseThrow().name()).isEqualTo(":");
      proxy.post(CHAT, Bodies.tools("practice:call"));
      Optional<RawHttp.Event> event = watcher.nextEvent();
      assertThat(event.orElseThrow().name()).isEqualTo("Received");
      JsonNode received = Json.parse(event.get().data()).orElseThrow();
      assertThat(received.path("event").asText()).isEqualTo("Received");
      assertThat(received.path("path").asText()).isEqualTo(CHAT);
      assertThat(received.path("exchange").asText()).startsWith("ex_");
      while (!event.orElseThrow().name().equals("Finished")) {
        event = watcher.nextEvent();
      }
      assertThat(Json.parse(event.get().data()).orElseThrow().path("usage").path("prompt").asInt())
          .isPositive();
    }
  }

  @Test
  void holdsManyIdleStreamsWithoutAThreadForEach() throws Exception {
    int streams = 256;
    try (PracticeServer practice =
            PracticeServer.start(
                dev.hearth.practice.PracticeSettings.of(0, Pace.FAST).withSlots(streams));
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      proxy.post(CHAT, Bodies.chat("Hi"));
      int before = Thread.activeCount();
      List<RawHttp> clients = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        RawHttp http = proxy.connect();
        clients.add(http);
        http.post(CHAT, Bodies.chatStream("practice:stall"));
      }
      for (RawHttp http : clients) {
        assertThat(http.nextEvent()).isPresent();
      }
      assertThat(proxy.proxy().inFlight()).hasSize(streams);
      assertThat(Thread.activeCount() - before).isLessThan(32);
      for (RawHttp http : clients) {
        http.close();
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> practice.counts().inFlight() == 0 && proxy.proxy().inFlight().isEmpty());
      assertThat(proxy.proxy().connections()).isZero();
    }
  }
}
