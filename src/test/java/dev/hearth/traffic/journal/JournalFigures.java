package dev.hearth.traffic.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.insight.InsightBuilder;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Fills a journal with conversations and says how large and how quick it is; the figures in
 * docs/performance.md come from here. Arguments: a folder, and how many exchanges.
 */
public final class JournalFigures {
  private static final int TURNS = 20;
  private static final List<String> CLIENTS = List.of("Claude Code", "opencode", "codex", "aider");
  private static final List<String> MODELS =
      List.of("qwen3-coder-30b", "llama-3.3-70b", "gpt-oss-20b", "devstral-24b");
  private static final List<String> TOOLS =
      List.of("read_file", "edit_file", "run_command", "list_directory", "search", "web_fetch");

  private final Random random = new Random(42);
  private long rawBytes;

  private JournalFigures() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]).resolve("journal.db");
    new JournalFigures().run(file, Integer.parseInt(args[1]));
  }

  private void run(Path file, int exchanges) throws Exception {
    Clock clock = Clock.systemUTC();
    JournalSettings keepAll =
        new JournalSettings(JournalSettings.Mode.EVERYTHING, Duration.ZERO, 0, 0, List.of());
    if (!Files.exists(file)) {
      fill(file, keepAll, exchanges, clock);
    }
    long opened = System.nanoTime();
    try (Journal journal = Journal.open(file, keepAll, clock)) {
      say("open", millis(opened));
      say("file size, MB", Files.size(file) / 1e6);
      for (String filter :
          List.of(
              "",
              "tool:read_file",
              "status:retried",
              "verdict:rescued client:claude-code",
              "tokens>5000 model:qwen",
              "status:>=400",
              "after:2h",
              "offered:edit_file attempts:>1",
              "wgf",
              "\"" + word(3) + " " + word(1) + "\"",
              word(40),
              word(15000),
              "tool:edit_file status:retried client:claude-code tokens>1000 " + word(300),
              "read",
              "-path:/v1/models \"" + word(9) + "\"")) {
        measure(journal, filter);
      }
      long began = System.nanoTime();
      InsightBuilder insight = new InsightBuilder(Duration.ofHours(1));
      journal.forEach(Filter.ALL, insight::add);
      say("statistics over all, " + insight.insight().all().calls(), millis(began));
      String id = journal.search(Filter.ALL, 1, exchanges / 2).getFirst().id();
      began = System.nanoTime();
      journal.load(id).orElseThrow();
      say("load one exchange", millis(began));
      began = System.nanoTime();
      journal.search(Filter.ALL, 100, exchanges - 100);
      say("last page of the list", millis(began));
    }
  }

  private void measure(Journal journal, String text) {
    Filter filter = Filter.parse(text);
    double[] times = new double[15];
    double[] work = new double[times.length];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int rows = 0;
    for (int i = 0; i < times.length; i++) {
      long cpu = threads.getCurrentThreadCpuTime();
      long began = System.nanoTime();
      rows = journal.search(filter, 100, 0).size();
      work[i] = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
      times[i] = millis(began);
    }
    long began = System.nanoTime();
    long count = journal.count(filter);
    double counting = millis(began);
    double first = times[0];
    Arrays.sort(times);
    Arrays.sort(work);
    System.out.printf(
        Locale.ROOT,
        "| `%s` | %d of %d | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
        text,
        rows,
        count,
        first,
        times[times.length / 2],
        times[times.length - 1],
        counting,
        work[work.length / 2]);
  }

  private void fill(Path file, JournalSettings settings, int exchanges, Clock clock)
      throws Exception {
    long began = System.nanoTime();
    try (Feed feed = new Feed();
        Journal journal = Journal.open(file, settings, clock)) {
      journal.record(feed);
      for (int c = 0; c < exchanges / TURNS; c++) {
        conversation(feed, c, clock);
        if (c % 25 == 0) {
          journal.flush();
        }
      }
      journal.flush();
      say("events lost", journal.eventsLost());
    }
    double seconds = millis(began) / 1000;
    say("exchanges written a second", exchanges / seconds);
    say("request bytes, MB", rawBytes / 1e6);
  }

  private void conversation(Feed feed, int number, Clock clock) {
    ArrayNode messages = Json.array();
    messages
        .addObject()
        .put("role", "system")
        .put("content", "You are a careful agent. ".repeat(40));
    Caller caller = new Caller(pick(CLIENTS), "agent/1.0", "127.0.0.1", "");
    String model = pick(MODELS);
    for (int turn = 0; turn < TURNS; turn++) {
      messages.addObject().put("role", turn == 0 ? "user" : "tool").put("content", words(60));
      ObjectNode body = Json.object().put("model", model);
      body.set("messages", messages);
      String text = Json.text(body);
      rawBytes += text.length();
      String id = String.format(Locale.ROOT, "%06d-%02d", number, turn);
      String tool = pick(TOOLS);
      String said = words(20);
      Script script =
          Script.of(id)
              .time(clock.instant().minusSeconds((long) number * 120 + (TURNS - turn) * 5L))
              .caller(caller)
              .model(model)
              .received(0)
              .understood(1, text, TOOLS.toArray(String[]::new))
              .sent(2, text)
              .firstToken(200 + random.nextInt(2000));
      for (int i = 0; i < 20; i++) {
        script
            .backend(2300 + i * 20L, Script.chunk("token" + i))
            .client(2301 + i * 20L, Script.chunk("token" + i));
      }
      List<ToolCall> calls = List.of(new ToolCall("c", tool, "{\"path\":\"" + words(2) + "\"}"));
      int luck = random.nextInt(100);
      if (luck < 8) {
        script.judged(3000, Decision.NUDGED, said, List.of(), Script.finding("SCHEMA", tool));
        script.nudged(3001, 1, 3).sent(3002, text).firstToken(3500);
      }
      script.judged(5000, luck > 94 ? Decision.RESCUED : Decision.PASSED, said, calls);
      if (luck == 50) {
        script.failed(5100, 502, "The backend went away");
      } else {
        script.answered(5001, 200).finished(5100, random.nextInt(30_000), 20 + random.nextInt(200));
      }
      for (Event event : script.events()) {
        feed.publish(event);
      }
      messages.addObject().put("role", "assistant").put("content", said);
    }
  }

  /** Frequent words are frequent, as in real text. */
  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(word((int) (Math.exp(random.nextDouble() * Math.log(20_000)) - 1))).append(' ');
    }
    return text.toString();
  }

  private static String word(int rank) {
    return Integer.toString((rank + 7) * 7919, 36);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static void say(String what, double value) {
    System.out.printf(Locale.ROOT, "%s: %.1f%n", what, value);
  }
}
