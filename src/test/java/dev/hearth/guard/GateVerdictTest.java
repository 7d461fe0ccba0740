package dev.hearth.guard;

import static dev.hearth.guard.Replies.FETCH;
import static dev.hearth.guard.Replies.OFFER;
import static dev.hearth.guard.Replies.SUBMIT;
import static dev.hearth.guard.Replies.calls;
import static dev.hearth.guard.Replies.offer;
import static dev.hearth.guard.Replies.play;
import static dev.hearth.guard.Replies.policy;
import static dev.hearth.guard.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How whole replies are judged and what models and clients are told. */
class GateVerdictTest {
  private static ToolCall call(String name, String arguments) {
    return new ToolCall("id_" + name, name, arguments);
  }

  private static Replies.Seen one(String name, String arguments) {
    return calls(OFFER, GuardSettings.DEFAULT, call(name, arguments));
  }

  private static GuardSettings without(Rule... rules) {
    return new GuardSettings(TextPolicy.AUTO, 3, 2, Set.of(rules));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"url":"x","count":"3"}          | {"url":"x","count":3}
          {"url":"x","count":"3.0"}        | {"url":"x","count":3}
          {"url":5}                        | {"url":"5"}
          {"url":"x","deep":"True"}        | {"url":"x","deep":true}
          {"url":"x","tags":"a"}           | {"url":"x","tags":["a"]}
          {"url":["x"]}                    | {"url":"x"}
          {"url":"x","count":null}         | {"url":"x"}
          {"url":"x","tags":"[\\"a\\"]"}   | {"url":"x","tags":["a"]}
          {"url":"x","options":"{'k':1}"}  | {"url":"x","options":{"k":1}}
          {"Url":"x"}                      | {"url":"x"}
          {"arguments":{"url":"x"}}        | {"url":"x"}
          "{\\"url\\":\\"x\\"}"            | {"url":"x"}
          {'url':'x',}                     | {"url":"x"}
          {"url":"x"                       | {"url":"x"}
          """,
      quoteCharacter = '~')
  void harmlessDeviationsAreMendedAndRecorded(String written, String delivered) {
    Replies.Seen seen = one("fetch", written);
    assertThat(seen.verdict()).isInstanceOf(Verdict.Repaired.class);
    assertThat(seen.arguments(0)).isEqualTo(Json.parse(delivered).orElseThrow());
    assertThat(seen.verdict().findings()).isNotEmpty().allMatch(Finding::repaired);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                        | SCHEMA              | /url
          {"url":{}}                | SCHEMA              | /url
          {"url":"x","count":"few"} | SCHEMA              | /count
          {"url":"x","tags":[{}]}   | SCHEMA              | /tags/0
          {"url":null}              | SCHEMA              | /url
          5                         | MALFORMED_ARGUMENTS | ''
          [1]                       | MALFORMED_ARGUMENTS | ''
          "x"                       | MALFORMED_ARGUMENTS | ''
          {"url": NaN}              | MALFORMED_ARGUMENTS | ''
          {"url": "open             | MALFORMED_ARGUMENTS | ''
          not json                  | MALFORMED_ARGUMENTS | ''
          """,
      quoteCharacter = '~')
  void otherDeviationsAreToldWithPathAndRule(String written, Rule rule, String path) {
    Replies.Seen seen = one("fetch", written);
    assertThat(seen.rule()).isEqualTo(rule);
    Finding finding = seen.verdict().findings().getFirst();
    assertThat(finding.path()).isEqualTo(path.equals("''") ? "" : path);
    Correction correction = seen.rejected().correction();
    assertThat(correction.cost()).isEqualTo(Correction.Cost.TOOL_ERROR);
    assertThat(correction.messages()).hasSize(2);
    String told = correction.messages().get(1).path("content").asText();
    assertThat(told).contains("`fetch`").contains(finding.path());
    // Chat templates parse the arguments of earlier calls, so they must be JSON.
    String quoted =
        correction.messages().getFirst().at("/tool_calls/0/function/arguments").asText();
    assertThat(Json.parse(quoted)).isPresent();
  }

  @Test
  void nothingWrittenAndNullAreNoArguments() {
    for (String written : List.of("", "  ", "null", "{}")) {
      Replies.Seen seen = one("submit", written);
      assertThat(seen.verdict()).isInstanceOf(Verdict.Accepted.class);
      assertThat(seen.arguments(0)).isEqualTo(Json.object());
    }
  }

  @Test
  void valuesAreNotQuotedBackToTheModel() {
    Replies.Seen seen = one("fetch", "{\"url\":{\"password\":\"hunter2\"},\"count\":\"hunter2\"}");
    seen.rejected().correction().messages().stream()
        .filter(message -> message.path("role").asText().equals("tool"))
        .forEach(message -> assertThat(message.path("content").asText()).doesNotContain("hunter2"));
  }

  @ParameterizedTest
  @CsvSource({
    "Read_File,read_file",
    "readfile,read_file",
    "functions.read_file,read_file",
    "read-file,read_file",
    "FETCH,fetch",
    "functions.fetch:0,fetch"
  })
  void nearMissesWithOneReadingAreRepaired(String written, String meant) {
    Replies.Seen seen = one(written, "{\"url\":\"x\",\"path\":\"y\"}");
    assertThat(seen.names()).containsExactly(meant);
    assertThat(seen.rules()).containsExactly(Rule.NEAR_MISS_NAME);
  }

  @Test
  void nearMissesWithTwoReadingsAreNot() {
    ToolOffer twins =
        offer(
            new ToolChoice.Auto(), Replies.tool("read_file", "{}"), Replies.tool("readFile", "{}"));
    assertThat(calls(twins, GuardSettings.DEFAULT, call("ReadFile", "{}")).rule())
        .isEqualTo(Rule.UNKNOWN_TOOL);
    assertThat(calls(twins, GuardSettings.DEFAULT, call("readFile", "{}")).names())
        .containsExactly("readFile");
  }

  @Test
  void oneBadCallFailsTheWholeReply() {
    Replies.Seen seen =
        calls(
            OFFER,
            GuardSettings.DEFAULT,
            call("submit", "{\"text\":\"a\"}"),
            call("launch", "{}"),
            call("fetch", "{}"));
    assertThat(seen.calls()).isEmpty();
    assertThat(seen.rule()).isEqualTo(Rule.UNKNOWN_TOOL);
    Correction correction = seen.rejected().correction();
    assertThat(correction.cost()).isEqualTo(Correction.Cost.RETRY);
    List<ObjectNode> messages = correction.messages();
    assertThat(messages).hasSize(4);
    assertThat(messages.getFirst().path("tool_calls")).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(messages.get(i + 1).path("role").asText()).isEqualTo("tool");
      assertThat(messages.get(i + 1).path("tool_call_id").asText())
          .isEqualTo(messages.getFirst().at("/tool_calls/" + i + "/id").asText());
    }
    assertThat(messages.get(1).path("content").asText()).contains("Not executed");
    assertThat(messages.get(2).path("content").asText())
        .contains("`launch`", "fetch, submit, read_file");
    assertThat(messages.get(3).path("content").asText()).contains("`/url`");
    assertThat(seen.rejected().lastResort())
        .contains("`submit`", "`launch`", "```json")
        .doesNotContain("ToolCall[");
  }

  @Test
  void aNamedChoiceMustBeFollowed() {
    ToolOffer named = offer(new ToolChoice.Named("submit"), FETCH, SUBMIT);
    assertThat(calls(named, GuardSettings.DEFAULT, call("fetch", "{\"url\":\"x\"}")).rule())
        .isEqualTo(Rule.WRONG_TOOL);
    assertThat(calls(named, GuardSettings.DEFAULT, call("submit", "{}")).names())
        .containsExactly("submit");
    Replies.Seen prose = text(named, GuardSettings.DEFAULT, "Hello.", Finish.STOP);
    assertThat(prose.rule()).isEqualTo(Rule.PROSE_INSTEAD_OF_CALL);
    assertThat(prose.text()).isEmpty();
    assertThat(prose.rejected().lastResort()).isEqualTo("Hello.");
  }

  @Test
  void oneCallAtATimeKeepsTheFirst() {
    ToolOffer single = new ToolOffer(OFFER.tools(), new ToolChoice.Auto(), false);
    Replies.Seen seen =
        calls(
            single, GuardSettings.DEFAULT, call("submit", "{}"), call("fetch", "{\"url\":\"x\"}"));
    assertThat(seen.names()).containsExactly("submit");
    assertThat(seen.rules()).containsExactly(Rule.PARALLEL_CALLS);
  }

  @Test
  void aCallThatIsMadeAndWrittenDownIsMadeOnce() {
    List<Delta> deltas = new ArrayList<>();
    deltas.add(new Delta.Text("{\"name\":\"fetch\",\"arguments\":{\"url\":\"x\"}}"));
    deltas.addAll(Replies.deltas(call("fetch", "{\"url\": \"x\"}")));
    Replies.Seen seen =
        play(new Gate(OFFER, GuardSettings.DEFAULT, false), deltas, Finish.TOOL_CALLS);
    assertThat(seen.names()).containsExactly("fetch");
    assertThat(seen.verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(seen.text()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void proseIsMetByPolicy(TextPolicy policy) {
    Replies.Seen seen = text(OFFER, policy(policy), "The answer is 5.", Finish.STOP);
    if (policy == TextPolicy.AUTO) {
      assertThat(seen.verdict()).isInstanceOf(Verdict.Accepted.class);
      assertThat(seen.text()).isEqualTo("The answer is 5.");
    } else {
      assertThat(seen.rule()).isEqualTo(Rule.PROSE_INSTEAD_OF_CALL);
      assertThat(seen.text()).isEmpty();
      assertThat(seen.rejected().lastResort()).isEqualTo("The answer is 5.");
      List<ObjectNode> told = seen.rejected().correction().messages();
      assertThat(told.get(0).path("role").asText()).isEqualTo("assistant");
      assertThat(told.get(0).path("content").asText()).isEqualTo("The answer is 5.");
      assertThat(told.get(1).path("role").asText()).isEqualTo("user");
      assertThat(told.get(1).path("content").asText()).contains("fetch, submit, read_file");
    }
  }

  @Test
  void respondIsTurnedBackIntoText() {
    GuardSettings respond = policy(TextPolicy.RESPOND);
    assertThat(RespondTool.applies(OFFER, respond)).isTrue();
    Replies.Seen seen = calls(OFFER, respond, call("respond", "{\"message\":\"Hello.\"}"));
    assertThat(seen.text()).isEqualTo("Hello.");
    assertThat(seen.calls()).isEmpty();
    assertThat(seen.finish()).isEqualTo(Finish.STOP);
    Replies.Seen both =
        calls(
            OFFER, respond, call("respond", "{\"message\":\"One moment.\"}"), call("submit", "{}"));
    assertThat(both.text()).isEqualTo("One moment.");
    assertThat(both.names()).containsExactly("submit");
    assertThat(calls(OFFER, respond, call("respond", "{\"message\":\"\"}")).rule())
        .isEqualTo(Rule.EMPTY_REPLY);
    assertThat(calls(OFFER, respond, call("respond", "{}")).rule()).isEqualTo(Rule.SCHEMA);
  }

  @Test
  void aRespondToolOfTheClientIsLeftAlone() {
    ToolOffer own =
        offer(
            new ToolChoice.Auto(),
            Replies.tool(
                "respond",
                "{\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}}}"));
    assertThat(RespondTool.applies(own, policy(TextPolicy.RESPOND))).isFalse();
    assertThat(
            calls(own, policy(TextPolicy.RESPOND), call("respond", "{\"message\":\"x\"}")).names())
        .containsExactly("respond");
    assertThat(one("respond", "{\"message\":\"x\"}").rule()).isEqualTo(Rule.UNKNOWN_TOOL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'll call the `fetch` tool now.",
        "Sure. Let me use read_file",
        "Okay, I will now run the fetch tool:"
      })
  void anAnnouncementWithoutACallIsRetried(String said) {
    assertThat(text(said).rule()).isEqualTo(Rule.PROSE_INSTEAD_OF_CALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I used `fetch` and it failed.",
        "You can call `fetch` to do so. Shall I?",
        "I'll fetch it tomorrow.",
        "Let me know.",
        "I will submit."
      })
  void otherSentencesAreNot(String said) {
    assertThat(text(said).verdict()).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void aNativeCallCutOffIsReportedAsLength() {
    Replies.Seen seen =
        play(
            new Gate(OFFER, GuardSettings.DEFAULT, false),
            Replies.deltas(call("fetch", "{\"url\":\"x")),
            Finish.LENGTH);
    assertThat(seen.calls()).isEmpty();
    assertThat(seen.finish()).isEqualTo(Finish.LENGTH);
    assertThat(seen.rules()).containsExactly(Rule.TRUNCATED_CALL);
    assertThat(seen.text()).contains("`fetch`", "token limit");
  }

  @Test
  void aCompleteCallGoesOutEvenAtTheLimit() {
    Replies.Seen seen =
        play(
            new Gate(OFFER, GuardSettings.DEFAULT, false),
            Replies.deltas(call("fetch", "{\"url\":\"x\"}")),
            Finish.LENGTH);
    assertThat(seen.names()).containsExactly("fetch");
    assertThat(seen.finish()).isEqualTo(Finish.LENGTH);
  }

  @ParameterizedTest
  @EnumSource(
      value = Finish.class,
      names = {"LENGTH", "REFUSAL", "STOP_SEQUENCE"})
  void proseThatEndsOtherwiseIsPassedOn(Finish finish) {
    Replies.Seen seen = text(OFFER, policy(TextPolicy.STRICT), "I cannot", finish);
    assertThat(seen.text()).isEqualTo("I cannot");
    assertThat(seen.finish()).isEqualTo(finish);
  }

  @Test
  void rulesCanBeSwitchedOff() {
    assertThat(calls(OFFER, without(Rule.UNKNOWN_TOOL), call("launch", "{}")).names())
        .containsExactly("launch");
    assertThat(calls(OFFER, without(Rule.SCHEMA), call("fetch", "{}")).names())
        .containsExactly("fetch");
    assertThat(calls(OFFER, without(Rule.COERCED_ARGUMENT), call("fetch", "{\"url\":5}")).rule())
        .isEqualTo(Rule.SCHEMA);
    assertThat(calls(OFFER, without(Rule.NEAR_MISS_NAME), call("Fetch", "{}")).rule())
        .isEqualTo(Rule.UNKNOWN_TOOL);
    String written = "{\"tool\":\"fetch\",\"args\":{\"url\":\"x\"}}";
    assertThat(text(OFFER, without(Rule.CALL_AS_TEXT), written, Finish.STOP).text())
        .isEqualTo(written);
    String broken = "Hm <tool_call>{bad</tool_call> so";
    assertThat(text(OFFER, without(Rule.BROKEN_CALL_AS_TEXT), broken, Finish.STOP).text())
        .isEqualTo(broken);
    assertThat(text(OFFER, without(Rule.EMPTY_REPLY), "", Finish.STOP).verdict())
        .isInstanceOf(Verdict.Accepted.class);
    GuardSettings none = new GuardSettings(TextPolicy.STRICT, 3, 2, EnumSet.allOf(Rule.class));
    assertThat(text(OFFER, none, "Prose.", Finish.STOP).text()).isEqualTo("Prose.");
  }

  @Test
  void aSchemaNobodyUnderstandsPassesWithARemark() {
    ToolOffer odd =
        offer(
            new ToolChoice.Auto(),
            Replies.tool("odd", "{\"properties\":{\"a\":{\"$ref\":\"#/nowhere\"}}}"));
    Replies.Seen seen = calls(odd, GuardSettings.DEFAULT, call("odd", "{\"a\":1}"));
    assertThat(seen.names()).containsExactly("odd");
    assertThat(seen.verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(seen.rules()).containsExactly(Rule.SCHEMA_UNUSABLE);
  }

  @Test
  void lastResortNeverRepeatsWhatHasGoneOut() {
    Replies.Seen seen = text("Let me see. {\"tool\":\"fetch\",\"args\":{\"url\": \"op");
    assertThat(seen.text()).isEqualTo("Let me see.");
    assertThat(seen.rejected().lastResort()).startsWith("{\"tool\"").doesNotContain("Let me see");
    assertThat(text("").rejected().lastResort()).isNotBlank();
  }

  @Test
  void anEmptyReplyStillAlternatesTurns() {
    List<ObjectNode> told = text("").rejected().correction().messages();
    assertThat(told.getFirst().path("content").asText()).isNotBlank();
    assertThat(told.getLast().path("role").asText()).isEqualTo("user");
  }

  @Test
  void manyToolsAreNotAllListed() {
    dev.hearth.wire.ToolSpec[] many = new dev.hearth.wire.ToolSpec[60];
    for (int i = 0; i < many.length; i++) {
      many[i] = Replies.tool("tool_number_" + i, "{}");
    }
    Replies.Seen seen =
        calls(
            offer(new ToolChoice.Auto(), many), GuardSettings.DEFAULT, call("tool_nmber_42", "{}"));
    assertThat(seen.verdict().findings().getFirst().candidates())
        .contains("tool_number_42")
        .hasSizeLessThan(10);
  }

  @Test
  void budgetsAreCountedApart() {
    Budget budget = new Budget(new GuardSettings(TextPolicy.AUTO, 1, 0, Set.of()));
    assertThat(budget.spend(Correction.Cost.RETRY)).isTrue();
    assertThat(budget.spend(Correction.Cost.RETRY)).isFalse();
    assertThat(budget.spend(Correction.Cost.TOOL_ERROR)).isFalse();
  }
}
