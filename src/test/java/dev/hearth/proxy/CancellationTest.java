package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.testing.RawHttp;
import dev.hearth.testing.SilentServer;
import dev.hearth.traffic.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the client goes away, everything behind it stops. */
class CancellationTest {
  private static final String CHAT = "/v1/chat/completions";

  /** The promise is 200 ms, counted in beats where the order of events can be seen. */
  private static final long PROMISED_BEATS = 200 / Beats.PACE.toMillis();

  /** Well below the time for which a server is asked what it can do. */
  private static final long PATIENT_BEATS = 2000 / Beats.PACE.toMillis();

  /** Only how long a test waits before it gives up. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  private static void leave(RawHttp http, boolean reset) throws Exception {
    if (reset) {
      http.reset();
    } else {
      http.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void abortsABackendThatHasNotAnswered(boolean reset) throws Exception {
    try (SilentServer silent = SilentServer.start();
        ProxyFixture proxy =
            ProxyFixture.to(
                silent.url(), c -> c, b -> b.withKind(dev.hearth.backend.BackendKind.OPENAI))) {
      RawHttp http = proxy.connect();
      http.post("/tokenize", "{}");
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> silent.open() > 0);
      leave(http, reset);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> proxy.proxy().inFlight().isEmpty());
      Awaitility.await().atMost(PROMPT).until(() -> silent.open() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, "/tokenize", "/v1/messages/count_tokens"})
  void tellsThatTheServerIsAskedWhatItCanDoAndAsksNoLongerThanSomebodyWaits(String path)
      throws Exception {
    try (Beats beats = Beats.start();
        SilentServer silent = SilentServer.start();
        ProxyFixture proxy = ProxyFixture.to(silent.url())) {
      RawHttp http = proxy.connect();
      http.post(path, Bodies.chat("Hi"));
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> silent.open() > 0);
      Awaitility.await()
          .atMost(PROMPT)
          .until(
              () ->
                  proxy.proxy().inFlight().stream()
                      .anyMatch(x -> x.phase() == InFlight.Phase.WAITING));
      long left = beats.now();
      http.close();
      Awaitility.await().atMost(PROMPT).until(() -> silent.open() == 0);
      Awaitility.await().atMost(PROMPT).until(() -> proxy.proxy().inFlight().isEmpty());
      assertThat(beats.now() - left).as("of the patience of 3 s").isLessThan(PATIENT_BEATS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait", "begin", "stream wait", "stream begin", "tools begin"})
  void abortsTheUpstreamRequestWhateverItIsDoing(String what) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CompletableFuture<Long> closed = new CompletableFuture<>();
    try (Beats beats = Beats.start();
        ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  if (what.contains("begin")) {
                    wire.openStream().text("Once upon");
                  }
                  reached.countDown();
                  wire.awaitClose();
                  closed.complete(beats.now());
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      RawHttp http = proxy.connect();
      http.post(
          CHAT,
          what.startsWith("tools")
              ? Bodies.toolsStream("Hi")
              : what.startsWith("stream") ? Bodies.chatStream("Hi") : Bodies.chat("Hi"));
      assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
      if (what.equals("stream begin")) {
        http.nextEvent();
      }
      long left = beats.now();
      http.close();
      assertThat(closed.get(PROMPT.toMillis(), TimeUnit.MILLISECONDS) - left)
          .isLessThanOrEqualTo(PROMISED_BEATS);
      Event.Cancelled cancelled = proxy.await(Event.Cancelled.class);
      assertThat(cancelled.by()).isEqualTo("client");
      assertThat(proxy.events(Event.Finished.class)).isEmpty();
      assertThat(proxy.events(Event.Failed.class)).isEmpty();
      assertThat(backend.conversations()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stopsAModelThatKeepsTalkingWithinAFewTokens(boolean tools) throws Exception {
    AtomicLong written = new AtomicLong();
    CompletableFuture<Long> stopped = new CompletableFuture<>();
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream();
                  try {
                    while (true) {
                      wire.text("word ");
                      written.incrementAndGet();
                      LockSupport.parkNanos(Beats.PACE.toNanos());
                    }
                  } finally {
                    stopped.complete(written.get());
                  }
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      RawHttp http = proxy.connect();
      http.post(CHAT, tools ? Bodies.toolsStream("Hi") : Bodies.chatStream("Hi"));
      for (int i = 0; i < 3; i++) {
        http.nextEvent();
      }
      long before = written.get();
      http.close();
      // A write may still go into the buffer of a socket that the other side has closed.
      assertThat(stopped.get(PROMPT.toMillis(), TimeUnit.MILLISECONDS) - before)
          .isLessThanOrEqualTo(PROMISED_BEATS);
    }
  }

  @Test
  void makesNoFurtherAttemptForAClientThatLeftBetweenAttempts() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      RawHttp http = proxy.connect();
      http.post(CHAT, Bodies.toolsStream("practice:stall"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> practice.counts().inFlight() == 1);
      http.close();
      Awaitility.await().atMost(PROMPT).until(() -> practice.counts().inFlight() == 0);
      proxy.await(Event.Cancelled.class);
      assertThat(practice.counts().total()).isEqualTo(1);
    }
  }

  @Test
  void stopsAnExchangeThatTheUserCancels() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url());
        RawHttp http = proxy.connect()) {
      http.post(CHAT, Bodies.chatStream("practice:stall"));
      http.nextEvent();
      InFlight going = proxy.proxy().inFlight().iterator().next();
      assertThat(going.model()).isEqualTo("practice");
      assertThat(going.attempt()).isEqualTo(1);
      assertThat(proxy.proxy().cancel(going.exchange())).isTrue();
      assertThat(proxy.await(Event.Cancelled.class).by()).isEqualTo("user");
      Awaitility.await().atMost(PROMPT).until(() -> practice.counts().inFlight() == 0);
      assertThat(proxy.proxy().cancel("no such exchange")).isFalse();
    }
  }

  @Test
  void takesAStalledClientForGone() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream();
                  String words = "x".repeat(60_000);
                  while (true) {
                    wire.text(words);
                  }
                });
        ProxyFixture proxy =
            ProxyFixture.to(
                backend.url(),
                c -> c.withLimits(Limits.DEFAULT.withClientStall(Duration.ofMillis(700))));
        RawHttp http = proxy.connect()) {
      http.post(CHAT, Bodies.chatStream("Hi"));
      http.head();
      assertThat(proxy.await(Event.Cancelled.class).by()).isEqualTo("stalled client");
      Awaitility.await().atMost(PROMPT).until(() -> backend.open() == 0);
    }
  }

  @Test
  void readsNoFasterThanTheClient() throws Exception {
    AtomicLong written = new AtomicLong();
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream();
                  String words = "x".repeat(60_000);
                  for (int i = 0; i < 1500; i++) {
                    wire.text(words);
                    written.addAndGet(60_000);
                  }
                  wire.finish("stop").done();
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url());
        RawHttp http = proxy.connect()) {
      http.post(CHAT, Bodies.chatStream("Hi"));
      http.head();
      long[] last = {-1};
      Awaitility.await("the backend is made to wait")
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                long now = written.get();
                boolean still = now > 0 && now == last[0];
                last[0] = now;
                return still;
              });
      assertThat(written.get()).isLessThan(60_000L * 1500);
      long total = 0;
      for (RawHttp.Event event : http.events()) {
        total += event.data().length();
      }
      assertThat(total).isGreaterThan(60_000L * 1500);
    }
  }

  @Test
  void letsRunningExchangesEndWhenItIsClosedAndCancelsTheRest() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST)) {
      ProxyFixture proxy = ProxyFixture.to(practice.url());
      try (RawHttp http = proxy.connect()) {
        http.post(CHAT, Bodies.chatStream("practice:stall"));
        http.nextEvent();
        proxy.proxy().close();
        Awaitility.await().atMost(PROMPT).until(() -> practice.counts().inFlight() == 0);
        assertThat(proxy.await(Event.Cancelled.class).by()).isEqualTo("shutdown");
        assertThat(proxy.proxy().healthy()).isFalse();
      } finally {
        proxy.backend().close();
      }
    }
  }
}
