package dev.hearth.traffic.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Origin;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.wire.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The database finds exactly what the same filter lets through in memory. */
class FilterAgreementProperties {
  private static final Clock CLOCK =
      Clock.fixed(Script.NOON.plus(Duration.ofHours(3)), ZoneOffset.UTC);
  private static final List<String> WORDS =
      List.of(
          "alpha",
          "beta",
          "Gamma",
          "délta",
          "read_file",
          "x=1",
          "straße",
          "中文",
          "10%",
          "读取文件夹",
          "データ型",
          "สวัสดีครับ",
          "한국어",
          "𠀋𠀌",
          "read文件x");
  private static final List<Exchange> ALL = new ArrayList<>();
  private static Path dir;
  private static Journal journal;

  @BeforeContainer
  static void fill() throws IOException {
    dir = Files.createTempDirectory("agreement");
    journal = Journal.open(dir.resolve("j.db"), JournalSettings.DEFAULT, CLOCK);
    Random random = new Random(7);
    for (int i = 0; i < 120; i++) {
      Exchange exchange = some(random, i);
      ALL.add(exchange);
      journal.add(exchange);
    }
  }

  @AfterContainer
  static void close() throws IOException {
    journal.close();
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(dir);
  }

  private static Exchange some(Random random, int i) {
    String prompt = pick(random) + " " + pick(random) + " " + pick(random);
    Script script =
        Script.of("ID" + i)
            .time(Script.NOON.plus(Duration.ofMinutes(random.nextInt(180))))
            .caller(new Caller(random.nextBoolean() ? "Claude Code" : "codex", "", "", ""))
            .model(random.nextBoolean() ? "Qwen3 Coder" : "llama_3.3")
            .received(0, random.nextBoolean() ? "/v1/messages" : "/v1/chat/completions")
            .understood(
                1,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}",
                "read_file",
                "edit")
            .queued(2);
    int attempts = random.nextInt(4);
    for (int a = 0; a < attempts; a++) {
      script.sent(10 * a + 3).firstToken(10L * a + 4 + random.nextInt(3));
      Decision decision = Decision.values()[random.nextInt(Decision.values().length)];
      script.judged(
          10L * a + 9,
          decision,
          pick(random),
          List.of(new ToolCall("c", random.nextBoolean() ? "read_file" : "edit", "{}")),
          Script.finding(random.nextBoolean() ? "SCHEMA" : "REPETITION", ""));
    }
    switch (random.nextInt(4)) {
      case 0 -> script.failed(50, 500 + random.nextInt(5), "Failure " + pick(random));
      case 1 -> script.cancelled(50);
      case 2 ->
          script
              .answered(49, 200)
              .finished(50 + random.nextInt(3000), random.nextInt(4000), random.nextInt(90));
      default -> script.noted(48, "still going");
    }
    Exchange exchange = script.exchange();
    ExchangeSummary row =
        exchange
            .summary()
            .pinned(random.nextInt(5) == 0)
            .from(Origin.values()[random.nextInt(3)], "");
    // What is added unfinished will never go on.
    return exchange.with(row.phase().live() ? row.inPhase(Phase.INTERRUPTED) : row);
  }

  private static String pick(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  @Property(tries = 400)
  void sameAnswer(@ForAll("filters") String text) {
    Filter filter = Filter.parse(text);
    assertThat(filter.problems()).as(text).isEmpty();
    assertThat(journal.ids(filter))
        .as(text)
        .containsExactlyInAnyOrderElementsOf(
            ALL.stream().filter(e -> filter.matches(e, CLOCK)).map(Exchange::id).toList());
    assertThat(journal.count(filter)).isEqualTo(journal.ids(filter).size());
  }

  /** However few of the newest are looked at first, a page is the same. */
  @Property(tries = 200)
  void samePage(
      @ForAll("filters") String text,
      @ForAll @IntRange(min = 1, max = 12) int limit,
      @ForAll @IntRange(max = 12) int offset)
      throws Exception {
    Filter filter = Filter.parse(text);
    List<String> expected = new ArrayList<>(journal.ids(filter)).reversed();
    List<ExchangeSummary> page =
        journal
            .vault()
            .database()
            .orElseThrow()
            .read(c -> new JournalQueries(CLOCK, 5, 15, 40).search(c, filter, limit, offset));
    assertThat(page.stream().map(ExchangeSummary::id))
        .as(text)
        .containsExactlyElementsOf(expected.stream().skip(offset).limit(limit).toList());
  }

  @Provide
  Arbitrary<String> filters() {
    return terms().list().ofMinSize(1).ofMaxSize(3).map(t -> String.join(" ", t));
  }

  private static Arbitrary<String> terms() {
    Arbitrary<String> plain =
        Arbitraries.of(
            "tool:read",
            "tool:=edit",
            "tool:=read",
            "offered:edit",
            "model:qwen",
            "model:llama-3",
            "model:=\"qwen3 coder\"",
            "client:claude-code",
            "client:cod",
            "path:/v1/messages",
            "method:post",
            "protocol:openai",
            "rule:schema",
            "rule:=repetition",
            "error:failure",
            "error:=cancelled",
            "finish:tool",
            "id:id1",
            "id:=id1",
            "verdict:rescued",
            "verdict:retried,gave-up",
            "verdict:unjudged",
            "status:retried",
            "status:ok",
            "status:error",
            "status:live",
            "status:5xx",
            "status:200",
            "status:>=500",
            "status:502..503",
            "is:pinned",
            "is:replay",
            "is:imported",
            "is:guarded",
            "is:tools",
            "attempts:>1",
            "attempts:0",
            "tokens>2000",
            "prompt:<1k",
            "completion:10..50",
            "tps:>1000",
            "ctx:>50%",
            "ttft:>4ms",
            "ttft:5ms",
            "duration:>1s",
            "queued:>0ms",
            "after:2h",
            "before:1h",
            "after:13:00",
            "before:2026-11-21T13:30",
            "messages:1",
            "size:>70");
    Arbitrary<String> words =
        Arbitraries.of(WORDS)
            .list()
            .ofMinSize(1)
            .ofMaxSize(2)
            .map(w -> "\"" + w.stream().collect(Collectors.joining(" ")) + "\"");
    Arbitrary<String> beginnings =
        Arbitraries.of(
            "a", "x", "al", "alp", "gam", "delt", "fail", "rea", "GAMMA", "stra", "文", "文件", "取文件",
            "件夹", "夹", "ータ", "タ型", "ガ", "วัส", "ครับ", "한국", "국어", "𠀌", "d文", "文件x");
    return Arbitraries.oneOf(plain, plain, words, beginnings)
        .flatMap(t -> Arbitraries.of(t, t, "-" + t));
  }
}
