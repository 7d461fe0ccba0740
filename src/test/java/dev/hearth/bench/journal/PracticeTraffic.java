package dev.hearth.bench.journal;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendRouter;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.practice.PracticeSettings;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.ProxyServer;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Fills a journal with real exchanges: agents talk through the proxy and its guard with the
 * practice model, many at a time. Arguments: a folder, and how many exchanges.
 */
public final class PracticeTraffic {
  /** Keeps everything, so that no limit thins the fixture out. */
  static final JournalSettings KEEP_ALL =
      new JournalSettings(JournalSettings.Mode.EVERYTHING, Duration.ZERO, 0, 0, List.of());

  private static final int AT_ONCE = 12;
  private static final int EXCHANGES_A_CONVERSATION = 20;
  private static final int RESULT_WORDS = 60;

  private static final List<String> PROGRAMS =
      List.of(
          "claude-cli/2.1.0 (external, cli)", "opencode/1.4.2", "codex_cli_rs/0.63", "aider/0.9");
  private static final List<String> MODELS =
      List.of("qwen3-coder-30b", "llama-3.3-70b", "gpt-oss-20b", "devstral-24b");

  /** What a local model does beside calling properly, as often as it stands here, of a hundred. */
  private static final List<String> MISHAPS =
      List.of(
          "fenced-tool-args",
          "bare-json",
          "tool-call-json",
          "tool-call-xml",
          "mistral",
          "pythonic",
          "harmony",
          "deepseek",
          "json-array",
          "args-marker",
          "unknown-tool",
          "unknown-tool",
          "missing-field",
          "missing-field",
          "malformed-arguments",
          "wrong-type",
          "bad-text-call",
          "prose",
          "quoted-number",
          "near-miss-name",
          "json-in-string",
          "parallel-calls",
          "parallel-calls",
          "think-call",
          "text",
          "text",
          "unknown-tool always",
          "http-500",
          "context-overflow",
          "no-choices");

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();

  /**
   * What came of it.
   *
   * @param exchanges requests made
   * @param eventsLost stream details the disk was too slow for
   * @param took how long it took
   */
  record Filled(int exchanges, long eventsLost, Duration took) {}

  private PracticeTraffic() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]).resolve(Journal.FILE_NAME);
    Filled filled = fill(file, Integer.parseInt(args[1]));
    System.out.printf(
        Locale.ROOT,
        "%d exchanges in %d s, %.0f a second, %d stream events lost%n",
        filled.exchanges(),
        filled.took().toSeconds(),
        filled.exchanges() * 1000.0 / filled.took().toMillis(),
        filled.eventsLost());
  }

  /** Adds so many exchanges to a journal. */
  static Filled fill(Path file, int exchanges) throws Exception {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(new Dispatcher(Executors.newVirtualThreadPerTaskExecutor()))
            .connectionPool(new ConnectionPool(AT_ONCE, 1, java.util.concurrent.TimeUnit.MINUTES))
            .readTimeout(Duration.ofMinutes(2))
            .build();
    try (Feed feed = new Feed();
        Journal journal = Journal.open(file, KEEP_ALL, Clock.systemUTC());
        PracticeServer practice =
            PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withSlots(AT_ONCE));
        Backend backend = new Backend(BackendConfig.at(practice.url()));
        ProxyServer proxy =
            ProxyServer.start(
                ProxyConfig.DEFAULT.withPort(0), BackendRouter.fixed(backend), feed)) {
      journal.record(feed);
      long began = System.nanoTime();
      int sent = new PracticeTraffic().talk(http, proxy, journal, exchanges);
      journal.flush();
      return new Filled(sent, journal.eventsLost(), Duration.ofNanos(System.nanoTime() - began));
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private int talk(OkHttpClient http, ProxyServer proxy, Journal journal, int exchanges)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Void>> agents = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        agents.add(
            threads.submit(
                (Callable<Void>)
                    () -> {
                      while (sent.get() < exchanges) {
                        conversation(http, proxy, begun.getAndIncrement(), exchanges);
                        // The disk is slower than the practice model; nothing is to be lost.
                        journal.flush();
                      }
                      return null;
                    }));
      }
      for (Future<Void> agent : agents) {
        agent.get();
      }
    }
    return sent.get();
  }

  private void conversation(OkHttpClient http, ProxyServer proxy, int number, int most)
      throws IOException {
    SplittableRandom random = new SplittableRandom(number);
    Prose prose = new Prose(random);
    boolean chinese = number % 10 == 9;
    Agent agent = new Agent(http, proxy.url(), pick(PROGRAMS, random), pick(MODELS, random), prose);
    List<String> calls = List.of();
    for (int turn = 0; turn < EXCHANGES_A_CONVERSATION; turn++) {
      if (sent.getAndIncrement() >= most) {
        sent.decrementAndGet();
        return;
      }
      if (calls.isEmpty()) {
        agent.user(wish(random, prose, chinese));
      } else {
        agent.results(calls, chinese ? prose.han(RESULT_WORDS) : prose.words(RESULT_WORDS));
      }
      calls = agent.turn();
    }
  }

  private static String wish(SplittableRandom random, Prose prose, boolean chinese) {
    int luck = random.nextInt(100);
    String words = chinese ? prose.han(20) : prose.words(15);
    return luck < MISHAPS.size()
        ? words + " practice:" + MISHAPS.get(luck)
        : words + " with " + pick(Agent.TOOLS, random);
  }

  private static String pick(List<String> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}
