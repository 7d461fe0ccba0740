package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients such as Codex close the connection as soon as they have read the last event. */
class EarlyLeaverTest {
  private static final int TIMES = 25;

  @ParameterizedTest
  @CsvSource({
    "/v1/responses, tools, response.completed",
    "/v1/responses, plain, response.completed",
    "/v1/messages, tools, message_stop",
    "/v1/messages, plain, message_stop",
    "/v1/chat/completions, tools, [DONE]",
    "/v1/chat/completions, plain, [DONE]"
  })
  void haveFinishedNotLeft(String path, String kind, String last) throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      for (int i = 0; i < TIMES; i++) {
        try (RawHttp http = proxy.connect()) {
          http.post(path, body(path, kind.equals("tools")));
          Optional<RawHttp.Event> event = http.nextEvent();
          while (!event.map(e -> e.name() + e.data()).orElseThrow().contains(last)) {
            event = http.nextEvent();
          }
        }
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> proxy.proxy().inFlight().isEmpty());
      assertThat(proxy.events(Event.Cancelled.class)).isEmpty();
      assertThat(proxy.events(Event.Finished.class)).hasSize(TIMES);
    }
  }

  private static String body(String path, boolean tools) {
    return switch (path) {
      case "/v1/responses" ->
          tools ? Bodies.responsesToolsStream("Hi") : Bodies.responsesStream("Hi");
      case "/v1/messages" -> tools ? Bodies.messagesToolsStream("Hi") : Bodies.messagesStream("Hi");
      default -> tools ? Bodies.toolsStream("Hi") : Bodies.chatStream("Hi");
    };
  }
}
