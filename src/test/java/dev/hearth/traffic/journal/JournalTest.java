package dev.hearth.traffic.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.codec.ExchangeJson;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterKey;
import dev.hearth.traffic.journal.JournalSettings.Mode;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path dir;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = new Folder(dir);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void keepsAnExchangeWholeAcrossRuns() {
    folder.written(Script.retried("a"));
    String before = text(folder.journal.load("a").orElseThrow());
    assertThat(before).isEqualTo(text(Script.fold(Script.retried("a"))));
    folder.reopen();
    assertThat(text(folder.journal.load("a").orElseThrow())).isEqualTo(before);
    assertThat(folder.journal.state()).isEqualTo(new JournalState(JournalState.Kind.RECORDING, ""));
    assertThat(folder.journal.load("nobody")).isEmpty();
  }

  @Test
  void showsWhatIsInFlightAndMarksItInterruptedAfterARestart() {
    folder.written(
        Script.of("live")
            .received(0)
            .understood(1, "{\"messages\":[{\"role\":\"user\",\"content\":\"half way\"}]}")
            .sent(2)
            .firstToken(3)
            .backend(4, Script.chunk("one"))
            .events());
    assertThat(folder.journal.load("live").orElseThrow().summary().phase())
        .isEqualTo(Phase.STREAMING);
    List<dev.hearth.traffic.Event> more =
        Script.of("live").sent(2).backend(5, "x").backend(6, Script.chunk("two")).events();
    folder.written(more.subList(2, 3));
    Exchange live = folder.journal.load("live").orElseThrow();
    assertThat(live.attempts().getFirst().events()).hasSize(2);
    assertThat(live.attempts().getFirst().output()).isEqualTo("onetwo");
    folder.reopen();
    assertThat(folder.journal.load("live").orElseThrow().summary().phase())
        .isEqualTo(Phase.INTERRUPTED);
    assertThat(ids("status:interrupted \"half way\"")).containsExactly("live");
  }

  @Test
  void listsNewestFirstInPagesAndCounts() {
    for (int i = 0; i < 25; i++) {
      folder.publish(
          Script.of("x" + i)
              .time(Script.NOON.plusSeconds(i))
              .received(0)
              .finished(1, i + 1, 1)
              .events());
    }
    folder.journal.flush();
    assertThat(folder.journal.search(Filter.ALL, 3, 0))
        .extracting(ExchangeSummary::id)
        .containsExactly("x24", "x23", "x22");
    assertThat(folder.journal.search(Filter.ALL, 3, 23))
        .extracting(ExchangeSummary::id)
        .containsExactly("x1", "x0");
    assertThat(folder.journal.count(Filter.parse("prompt:>20"))).isEqualTo(5);
    List<String> all = new ArrayList<>();
    folder.journal.forEach(Filter.parse("prompt:<4"), s -> all.add(s.id()));
    assertThat(all).containsExactly("x0", "x1", "x2");
    assertThat(folder.journal.size().exchanges()).isEqualTo(25);
    assertThat(folder.journal.size().bytes()).isPositive();
    assertThat(folder.journal.size().oldest()).contains(Script.NOON);
  }

  @Test
  void groupsConversations() {
    folder.publish(
        Script.of("1")
            .received(0)
            .understood(1, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}")
            .finished(2, 1, 1)
            .events());
    folder.publish(
        Script.of("2")
            .time(Script.NOON.plusSeconds(5))
            .received(0)
            .understood(
                1,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"},{\"role\":\"user\",\"content\":\"c\"}]}")
            .finished(2, 1, 1)
            .events());
    folder.publish(Script.of("3").received(0).finished(2, 1, 1).events());
    folder.journal.flush();
    assertThat(folder.journal.conversations(10))
        .containsExactly(new Conversation("1", "1", 2, Script.NOON, Script.NOON.plusSeconds(5)));
    assertThat(ids("session:=1")).containsExactly("1", "2");
    assertThat(folder.journal.load("2").orElseThrow().said()).isEqualTo("c");
  }

  @Test
  void secretsNeverReachTheDisk() throws Exception {
    String secret = "sk-ant-api03-abcdefghijklmnopqrstuvwxyz";
    folder.journal.configure(
        new JournalSettings(Mode.EVERYTHING, Duration.ZERO, 0, 0, List.of("customer-\\d+")));
    folder.publish(
        Script.of("s")
            .received(
                0,
                "/v1/chat?key=" + secret,
                new Header("Authorization", "Bearer hunter2-hunter2"),
                new Header("x-team-token", "hush-hush-hush"))
            .understood(
                1,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"my key is "
                    + secret
                    + " for customer-4711, keep it\"}]}")
            .sent(
                2,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"my key is "
                    + secret
                    + " for customer-4711, keep it\"}]}")
            .firstToken(3)
            .backend(4, Script.chunk("sk-ant-api03-"))
            .backend(5, Script.chunk("abcdefghijklmnopqrstuvwxyz"))
            .judged(
                6,
                Decision.PASSED,
                "Your key: " + secret,
                List.of(new ToolCall("c", "save", "{\"key\":\"" + secret + "\"}")),
                Script.finding("SCHEMA", "save"))
            .noted(7, "seen " + secret)
            .failed(9, 500, "bad key " + secret)
            .events());
    folder.journal.flush();
    Exchange kept = folder.journal.load("s").orElseThrow();
    assertThat(kept.request().text()).contains("my key is [masked] for [masked], keep it");
    assertThat(kept.headers()).extracting(Header::value).containsOnly("[masked]");
    assertThat(kept.attempts().getFirst().output()).isEqualTo("Your key: [masked]");
    assertThat(kept.attempts().getFirst().events()).allSatisfy(e -> assertThat(e.data()).isEmpty());
    folder.journal.close();
    assertThat(bytesOnDisk())
        .doesNotContain(secret, "hunter2", "hush-hush", "4711", "abcdefghijklmnopqrstuvwxyz");
  }

  private String bytesOnDisk() throws Exception {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    // Small texts are stored as they are, so a leak would be visible here.
    assertThat(all).contains("SCHEMA");
    return all.toString();
  }

  @Test
  void modesAndIncognitoDecideWhatIsKeptOfWhatBeginsThen() throws Exception {
    folder.journal.configure(JournalSettings.DEFAULT.in(Mode.METADATA));
    folder.written(Script.retried("meta"));
    Exchange meta = folder.journal.load("meta").orElseThrow();
    assertThat(meta.summary().toolsCalled()).containsExactly("read_file");
    assertThat(meta.summary().asked().tools()).contains("edit_file");
    assertThat(meta.attempts()).hasSize(2);
    assertThat(text(meta)).doesNotContain("README", "readme", "just talk", "Please call");
    assertThat(folder.journal.state().kind()).isEqualTo(JournalState.Kind.METADATA);

    folder.journal.configure(JournalSettings.DEFAULT.in(Mode.NOTHING));
    folder.written(Script.retried("off"));
    assertThat(folder.journal.state().kind()).isEqualTo(JournalState.Kind.OFF);

    folder.journal.configure(JournalSettings.DEFAULT);
    folder.journal.incognito(true);
    assertThat(folder.journal.state().kind()).isEqualTo(JournalState.Kind.INCOGNITO);
    List<dev.hearth.traffic.Event> secretly = Script.retried("incognito");
    folder.publish(secretly.subList(0, 5));
    folder.journal.flush();
    folder.journal.incognito(false);
    folder.written(secretly.subList(5, secretly.size()));
    folder.written(Script.retried("open"));

    assertThat(ids("")).containsExactly("meta", "open");
  }

  @Test
  void limitsPushOutTheOldestButNotWhatIsPinnedOrInFlight() {
    for (int i = 0; i < 10; i++) {
      folder.publish(
          Script.of("x" + i)
              .time(Script.NOON.plusSeconds(i))
              .received(0)
              .understood(1, body(i))
              .finished(2, 1, 1)
              .events());
    }
    folder.publish(Script.of("live").time(Script.NOON.minusSeconds(5)).received(0).events());
    folder.journal.flush();
    folder.journal.pin("x1", true);
    assertThat(ids("is:pinned")).containsExactly("x1");

    folder.journal.configure(new JournalSettings(Mode.EVERYTHING, Duration.ZERO, 6, 0, List.of()));
    folder.journal.enforceLimits();
    assertThat(ids("")).containsExactly("live", "x1", "x6", "x7", "x8", "x9");
    assertThat(folder.journal.load("x9").orElseThrow().request().text()).isEqualTo(body(9));
    assertThat(ids("needle4")).isEmpty();
    assertThat(ids("needle9")).containsExactly("x9");

    folder.now = Script.NOON.plusSeconds(8).plus(Duration.ofHours(1));
    folder.journal.configure(
        new JournalSettings(Mode.EVERYTHING, Duration.ofHours(1), 0, 0, List.of()));
    folder.journal.enforceLimits();
    assertThat(ids("")).containsExactly("live", "x1", "x8", "x9");

    folder.journal.configure(new JournalSettings(Mode.EVERYTHING, Duration.ZERO, 0, 1, List.of()));
    folder.journal.enforceLimits();
    assertThat(ids("")).containsExactly("live", "x1");
    assertThat(folder.journal.load("x1").orElseThrow().request().text()).isEqualTo(body(1));

    folder.journal.delete(List.of("x1", "nobody"));
    assertThat(ids("")).containsExactly("live");
  }

  @Test
  void bytesLimitGivesSpaceBackToTheDisk() {
    for (int i = 0; i < 60; i++) {
      StringBuilder noise = new StringBuilder();
      new java.util.Random(i).ints(20_000, 'a', 'z').forEach(c -> noise.append((char) c));
      folder.publish(
          Script.of("x" + (100 + i))
              .time(Script.NOON.plusSeconds(i))
              .received(0)
              .understood(1, "{\"prompt\":\"" + noise + "\"}")
              .finished(2, 1, 1)
              .events());
    }
    folder.journal.flush();
    long before = folder.journal.size().bytes();
    folder.journal.configure(
        new JournalSettings(Mode.EVERYTHING, Duration.ZERO, 0, before / 2, List.of()));
    folder.journal.enforceLimits();
    assertThat(folder.journal.size().bytes()).isBetween(before / 4, before / 2);
    assertThat(folder.journal.size().exchanges()).isBetween(15L, 35L);
    assertThat(ids("").getLast()).isEqualTo("x159");
    // New requests still find their pieces after others were swept away.
    folder.written(
        Script.of("y")
            .time(Script.NOON.plusSeconds(99))
            .received(0)
            .understood(1, body(7))
            .finished(2, 1, 1)
            .events());
    assertThat(folder.journal.load("y").orElseThrow().request().text()).isEqualTo(body(7));
  }

  @Test
  void savedSearchesAndSuggestionsSurvive() {
    folder.written(Script.retried("a"));
    List<SavedSearch> searches =
        List.of(
            new SavedSearch("Retried", "status:retried"),
            new SavedSearch("Failed", "status:failed"));
    folder.journal.saveSearches(searches);
    folder.reopen();
    assertThat(folder.journal.savedSearches()).isEqualTo(searches);
    assertThat(folder.journal.vocabulary().values(FilterKey.MODEL)).containsExactly("qwen3-coder");
    assertThat(folder.journal.vocabulary().values(FilterKey.OFFERED)).contains("edit_file");
  }

  @Test
  void addsExchangesFromElsewhereOnce() {
    Exchange imported = Script.fold(Script.retried("imp"));
    assertThat(folder.journal.add(imported)).isTrue();
    assertThat(folder.journal.add(imported)).isFalse();
    assertThat(ids("tool:read_file \"read the readme\"")).containsExactly("imp");
  }

  private List<String> ids(String filter) {
    return folder.journal.ids(Filter.parse(filter));
  }

  private static String body(int i) {
    return "{\"messages\":[{\"role\":\"system\",\"content\":\""
        + "You are helpful. ".repeat(20)
        + "\"},{\"role\":\"user\",\"content\":\"needle"
        + i
        + " "
        + "hay ".repeat(30)
        + "\"}]}";
  }

  private static String text(Exchange exchange) {
    return Json.text(ExchangeJson.inline().write(exchange));
  }
}
