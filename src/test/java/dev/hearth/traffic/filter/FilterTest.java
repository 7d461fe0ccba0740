package dev.hearth.traffic.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.wire.ToolCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final Clock CLOCK =
      Clock.fixed(Script.NOON.plus(Duration.ofHours(1)), ZoneId.of("UTC"));

  /** Claude Code, qwen3-coder, retried, read_file, 1050 of 4096 tokens, first token after 60 ms. */
  private static final Exchange RETRIED = Script.fold(Script.retried("01ABC"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tool:read_file",
        "tool:read-file",
        "tool:=read_file",
        "tool:edit_file,read",
        "offered:edit",
        "status:retried",
        "status:200",
        "status:2xx",
        "status:<400",
        "status:200..299",
        "status:failed,ok",
        "client:claude-code",
        "client:\"Claude Code\"",
        "client:claude-cli",
        "model:qwen",
        "-model:llama",
        "verdict:nudged",
        "verdict:retried",
        "verdict:passed",
        "rule:prose",
        "attempts:>1",
        "attempts>1",
        "attempts:2",
        "attempts:2..3",
        "tokens>1000",
        "tokens:>1k",
        "prompt:1k",
        "ttft:>50ms",
        "ttft:60ms",
        "ttft<1s",
        "ctx:>25%",
        "ctx:<26",
        "duration:>=0.13",
        "after:2h",
        "before:30m",
        "after:2026-11-21",
        "after:11:59",
        "before:2026-11-21T12:00:01",
        "after:2026-11-21T13:30:00+02:00",
        "after:today before:now,30m",
        "is:guarded is:stream",
        "-is:pinned",
        "path:/v1/chat",
        "-path:/v1/models",
        "protocol:openai method:post",
        "\"read the readme\"",
        "\"the readme pl\"",
        "readme",
        "README",
        "text:\"Please read\",\"talk\"",
        "\"just talk\"",
        "id:01a",
        "finish:tool",
        "session:01abc"
      })
  void lets_through(String filter) {
    assertThat(Filter.parse(filter).matches(RETRIED, CLOCK)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tool:edit_file",
        "tool:=read",
        "status:failed",
        "status:>=400",
        "status:4xx,5xx",
        "-status:retried",
        "client:codex",
        "verdict:rescued",
        "attempts:>2",
        "tokens>1050",
        "ttft:>60ms",
        "ctx:>90%",
        "after:30m",
        "before:2h",
        "after:12:30",
        "is:pinned",
        "\"the read readme\"",
        "nowhere",
        "-readme",
        "readme nowhere",
        "held:>1m",
        "queued:>5s",
        "error:timeout"
      })
  void keeps_out(String filter) {
    assertThat(Filter.parse(filter).matches(RETRIED, CLOCK)).isFalse();
  }

  @Test
  void unknownNumbersMatchNoComparison() {
    Exchange fresh = Script.of("x").received(0).exchange();
    assertThat(Filter.parse("ttft:<1h").matches(fresh, CLOCK)).isFalse();
    assertThat(Filter.parse("-ttft:<1h").matches(fresh, CLOCK)).isTrue();
    assertThat(Filter.parse("status:<600").matches(fresh, CLOCK)).isFalse();
    assertThat(Filter.parse("status:live verdict:unjudged").matches(fresh, CLOCK)).isTrue();
  }

  @Test
  void findsCallsArgumentsAndErrorsWithoutCaringForAccents() {
    Exchange rescued =
        Script.of("x")
            .caller(new Caller("opencode", "", "", ""))
            .received(0)
            .understood(
                1, "{\"messages\":[{\"role\":\"user\",\"content\":\"Café déjà vu\"}]}", "run")
            .sent(2)
            .judged(
                3,
                Decision.RESCUED,
                "<tool_call>",
                List.of(new ToolCall("1", "run", "{\"command\":\"mvn verify\"}")))
            .failed(9, 504, "The backend timed out")
            .exchange();
    for (String text :
        List.of(
            "cafe deja", "CAFÉ", "mvn ver", "\"timed out\"", "error:timed", "verdict:rescued")) {
      assertThat(Filter.parse(text).matches(rescued, CLOCK)).as(text).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "modle:qwen | 0 | 5 | Did you mean 'model:'?",
        "http://x | 0 | 4 | Put the text in quotes",
        "model: | 0 | 6 | for instance model:qwen",
        "a status:maybe | 9 | 14 | nor a word such as retried",
        "ttft:>fast | 5 | 10 | use 300ms, 2s or 1m30s",
        "model:>3 | 6 | 8 | has no order",
        "after:soon | 6 | 10 | use 2h, today",
        "verdict:good | 8 | 12 | unjudged, passed, repaired",
        "\"{}\" | 0 | 4 | no letters or digits",
        "ctx:>much | 4 | 9 | no percentage",
        "tokens:x | 7 | 8 | use tokens>5000"
      })
  void saysWhereAndWhatIsWrong(String filter, int from, int to, String hint) {
    Filter parsed = Filter.parse(filter);
    assertThat(parsed.problems()).hasSize(1);
    FilterProblem problem = parsed.problems().getFirst();
    assertThat(problem.message()).contains(hint);
    assertThat(List.of(problem.from(), problem.to())).containsExactly(from, to);
  }

  @Test
  void aTermCanBeTakenOut() {
    Filter filter = Filter.parse("model:qwen  -tool:ls \"some words\"");
    assertThat(filter.terms()).hasSize(3);
    assertThat(filter.without(filter.terms().get(1))).isEqualTo("model:qwen \"some words\"");
    assertThat(filter.without(filter.terms().get(0))).isEqualTo("-tool:ls \"some words\"");
  }

  @Test
  void suggestsKeysValuesAndWholeTerms() {
    SeenValues seen = new SeenValues();
    seen.add(RETRIED.summary());
    FilterCompletion completion = new FilterCompletion(seen);
    assertThat(inserts(completion, "")).contains("tool:", "ttft:", "is:");
    assertThat(inserts(completion, "to")).containsExactly("tool:", "tokens:");
    assertThat(inserts(completion, "model:qwen sta")).containsExactly("status:");
    assertThat(inserts(completion, "qwen")).containsExactly("model:qwen3-coder");
    assertThat(inserts(completion, "client:")).containsExactly("\"Claude Code\"");
    assertThat(inserts(completion, "status:re")).startsWith("retried", "received", "retrying");
    assertThat(inserts(completion, "status:failed,re")).startsWith("retried");
    assertThat(inserts(completion, "ttft:")).contains(">1s");
    assertThat(inserts(completion, "\"quoted")).isEmpty();
    Suggestion taken = completion.at("-tool:re x", 8).getFirst();
    assertThat(taken.applyTo("-tool:re x")).isEqualTo("-tool:read_file x");
  }

  @Test
  void everyKeysExampleIsUnderstood() {
    for (FilterKey key : FilterKey.values()) {
      Filter filter = Filter.parse(key.example());
      assertThat(filter.problems()).as(key.example()).isEmpty();
      assertThat(filter.terms().getFirst().key()).isEqualTo(key);
      assertThat(filter.toSql(CLOCK).where()).isNotBlank();
      for (String word : key.words()) {
        assertThat(Filter.parse(key.word() + ":" + word).problems()).isEmpty();
      }
    }
  }

  @Property(tries = 500)
  void anythingCanBeTyped(
      @ForAll
          @StringLength(max = 40)
          @Chars({'"', ':', '-', ',', ' ', '>', '=', '\\', '.'})
          @CharRange(from = 'a', to = 'z')
          @CharRange(from = '0', to = '9')
          String text) {
    Filter filter = Filter.parse(text);
    filter.matches(RETRIED, CLOCK);
    long marks = filter.toSql(CLOCK).where().chars().filter(c -> c == '?').count();
    assertThat(filter.toSql(CLOCK).parameters()).hasSize((int) marks);
    for (FilterProblem problem : filter.problems()) {
      assertThat(problem.from()).isBetween(0, problem.to());
      assertThat(problem.to()).isLessThanOrEqualTo(text.length());
    }
    for (int caret = 0; caret <= text.length(); caret++) {
      for (Suggestion suggestion : new FilterCompletion(Vocabulary.EMPTY).at(text, caret)) {
        assertThat(suggestion.applyTo(text)).contains(suggestion.insert());
      }
    }
  }

  @Test
  void relativeTimesFollowTheClock() {
    Filter filter = Filter.parse("after:90m");
    assertThat(filter.matches(RETRIED, CLOCK)).isTrue();
    Clock later = Clock.offset(CLOCK, Duration.ofHours(1));
    assertThat(filter.matches(RETRIED, later)).isFalse();
    assertThat(new Moment.Ago(Duration.ofHours(2)).at(CLOCK))
        .isEqualTo(Instant.parse("2026-11-21T11:00:00Z"));
  }

  @Test
  void aWholeNameMayBeQuoted() {
    assertThat(Filter.parse("client:=\"Claude Code\"").problems()).isEmpty();
    assertThat(Filter.parse("client:=\"Claude Code\"").matches(RETRIED, CLOCK)).isTrue();
    assertThat(Filter.parse("client=\"Claude Code\"").matches(RETRIED, CLOCK)).isTrue();
    assertThat(Filter.parse("client:=\"Claude\"").matches(RETRIED, CLOCK)).isFalse();
    assertThat(Filter.parse("client:=\"Claude Code\",=codex").terms()).hasSize(1);
    assertThat(Filter.parse("client:=\"no such\",=claude-code").matches(RETRIED, CLOCK)).isTrue();
    assertThat(Filter.parse("client:>\"Claude Code\"").problems()).hasSize(1);
    String exactly = Filter.exactly(FilterKey.CLIENT, "Claude \"Code\"");
    assertThat(Filter.parse(exactly).terms().getFirst().values().getFirst())
        .isEqualTo(new Term.Value.Text("claude-\"code\"", true));
  }

  @Test
  void completionKnowsValuesAfterASign() {
    SeenValues seen = new SeenValues();
    seen.add(RETRIED.summary());
    FilterCompletion completion = new FilterCompletion(seen);
    Suggestion taken = completion.at("client:=cl", 10).getFirst();
    assertThat(taken.applyTo("client:=cl")).isEqualTo("client:=\"Claude Code\"");
    assertThat(completion.at("client:=\"Claude C", 17).getFirst().applyTo("client:=\"Claude C"))
        .isEqualTo("client:=\"Claude Code\"");
  }

  @Test
  void textWithoutSpacesIsCutIntoCharacters() {
    assertThat(Words.of("读取 file文件x")).containsExactly("读", "取", "file", "文", "件", "x");
    assertThat(Words.of("한국어 데이터")).containsExactly("한국어", "데이터");
    assertThat(Words.of("データ")).hasSize(3);
    assertThat(Words.of("𠀋𠀌")).containsExactly("𠀋", "𠀌");
    assertThat(Words.contains(Words.of("请读取文件夹"), Words.of("取文件"))).isTrue();
    assertThat(Words.contains(Words.of("请读取文件夹"), Words.of("取件"))).isFalse();
  }

  private static List<String> inserts(FilterCompletion completion, String text) {
    return completion.at(text, text.length()).stream().map(Suggestion::insert).toList();
  }
}
