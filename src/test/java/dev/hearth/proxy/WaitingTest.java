package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.practice.PracticeSettings;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Waiting for a turn, for a loading model, for the first word. */
class WaitingTest {
  private static final String CHAT = "/v1/chat/completions";

  private static final dev.hearth.proxy.Pace SHORT =
      ProxyFixture.QUICK
          .pace()
          .withHeadGrace(Duration.ofMillis(150))
          .withKeepAlive(Duration.ofMillis(150));

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }

  @Test
  void keepsSilentStreamsAliveInEachProtocolsWay() throws Exception {
    Semaphore go = new Semaphore(0);
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  go.acquire();
                  wire.openStream().text("At last");
                  go.acquire();
                  wire.finish("stop").done();
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url(), c -> c.withPace(SHORT))) {
      try (RawHttp http = proxy.connect()) {
        http.post(CHAT, Bodies.chatStream("Hi"));
        assertThat(http.nextEvent().orElseThrow().name()).isEqualTo(":");
        assertThat(http.nextEvent().orElseThrow().name()).isEqualTo(":");
        go.release();
        RawHttp.Event event = http.nextEvent().orElseThrow();
        while (event.name().equals(":")) {
          event = http.nextEvent().orElseThrow();
        }
        assertThat(event.data()).contains("At last");
        assertThat(http.nextEvent().orElseThrow().name()).isEqualTo(":");
        go.release();
        assertThat(http.events().getLast().data()).isEqualTo("[DONE]");
      }
      try (RawHttp http = proxy.connect()) {
        http.post("/v1/messages", Bodies.messagesStream("Hi"));
        assertThat(http.nextEvent().orElseThrow().name()).isEqualTo("ping");
        go.release(2);
        List<RawHttp.Event> rest = http.events();
        assertThat(rest.getLast().name()).isEqualTo("message_stop");
        assertThat(rest.stream().filter(e -> e.name().equals("message_start")).count())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void tellsAFailureInTheStreamOnceItIsOpen() throws Exception {
    Semaphore go = new Semaphore(0);
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  go.acquire();
                  wire.json(429, "{}");
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url(), c -> c.withPace(SHORT));
        RawHttp http = proxy.connect()) {
      http.post(CHAT, Bodies.chatStream("Hi"));
      assertThat(http.nextEvent().orElseThrow().name()).isEqualTo(":");
      go.release();
      List<RawHttp.Event> events =
          http.events().stream().filter(e -> !e.name().equals(":")).toList();
      assertThat(json(events.getFirst().data()).path("error").path("type").asText())
          .isEqualTo("rate_limit_error");
      assertThat(events.getLast().data()).isEqualTo("[DONE]");
    }
  }

  @Test
  void waitsForALoadingModelWithSignsOfLife() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url(), c -> c.withPace(SHORT));
        RawHttp streaming = proxy.connect();
        RawHttp whole = proxy.connect()) {
      practice.pretendToLoad(true);
      streaming.post(CHAT, Bodies.chatStream("Hi"));
      whole.post(CHAT, Bodies.chat("Hi"));
      assertThat(streaming.nextEvent().orElseThrow().name()).isEqualTo(":");
      assertThat(proxy.await(Event.Waiting.class).why()).contains("loading");
      practice.pretendToLoad(false);
      assertThat(streaming.events().getLast().data()).isEqualTo("[DONE]");
      assertThat(whole.response().status()).isEqualTo(200);
    }
  }

  @Test
  void doesNotWaitForALoadingModelForEver() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy =
            ProxyFixture.to(
                practice.url(), c -> c.withPace(c.pace().withLoad(Duration.ofMillis(300))))) {
      practice.pretendToLoad(true);
      RawHttp.Response response = proxy.post(CHAT, Bodies.chat("Hi"));
      assertThat(response.status()).isEqualTo(503);
      assertThat(response.head().header("Retry-After")).isPresent();
      assertThat(response.text()).contains("loading");
    }
  }

  @Test
  void letsRequestsThroughInTurnForABackendWithOneSlot() throws Exception {
    Semaphore go = new Semaphore(0);
    List<String> order = java.util.Collections.synchronizedList(new ArrayList<>());
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                    (request, wire) -> {
                      order.add(
                          json(request.text()).path("messages").path(0).path("content").asText());
                      go.acquire();
                      wire.openStream().text("ok").finish("stop").done();
                    })
                .asLlamaServer(4096, 1);
        ProxyFixture proxy =
            ProxyFixture.to(backend.url(), c -> c.withLimits(c.limits().withQueue(3)))) {
      List<RawHttp> clients = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        RawHttp http = proxy.connect();
        clients.add(http);
        http.post(CHAT, Bodies.chat("r" + i));
        int waiting = i - 1;
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(
                () ->
                    waiting == 0
                        ? order.size() == 1
                        : proxy.events(Event.Queued.class).size() == waiting);
      }
      assertThat(proxy.events(Event.Queued.class))
          .extracting(Event.Queued::position)
          .containsExactly(1, 2, 3);

      RawHttp.Response refused = proxy.post(CHAT, Bodies.chat("r5"));
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.head().header("Retry-After")).isPresent();
      RawHttp.Response anthropic = proxy.post("/v1/messages", Bodies.messages("r6"));
      assertThat(anthropic.status()).isEqualTo(429);
      assertThat(anthropic.text()).contains("rate_limit_error");

      clients.get(2).close();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> proxy.events(Event.Cancelled.class).size() == 1);
      go.release(10);
      for (int i : new int[] {0, 1, 3}) {
        assertThat(clients.get(i).response().status()).isEqualTo(200);
        clients.get(i).close();
      }
      assertThat(order).containsExactly("r1", "r2", "r4");
    }
  }

  @Test
  void doesNotQueueForABackendWithSeveralSlotsUnlessTold() throws Exception {
    try (PracticeServer practice = PracticeServer.start(PracticeSettings.of(0, Pace.FAST));
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      proxy.post(CHAT, Bodies.chat("Hi"));
      try (RawHttp stalled = proxy.connect()) {
        stalled.post(CHAT, Bodies.chatStream("practice:stall"));
        stalled.nextEvent();
        assertThat(proxy.post(CHAT, Bodies.chat("Hi")).status()).isEqualTo(200);
        assertThat(proxy.events(Event.Queued.class)).isEmpty();
        proxy.proxy().reconfigure(proxy.proxy().config().withSerialize(Serialize.ON));
        try (RawHttp first = proxy.connect();
            RawHttp second = proxy.connect()) {
          first.post(CHAT, Bodies.chatStream("practice:stall"));
          first.nextEvent();
          second.post(CHAT, Bodies.chat("Hi"));
          assertThat(proxy.await(Event.Queued.class).position()).isEqualTo(1);
        }
      }
    }
  }
}
