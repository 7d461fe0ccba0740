package dev.hearth.guard;

import static dev.hearth.guard.Replies.OFFER;
import static dev.hearth.guard.Replies.cut;
import static dev.hearth.guard.Replies.play;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import dev.hearth.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out when, while a reply arrives. */
class GateStreamingTest {
  private static Gate gate() {
    return new Gate(OFFER, GuardSettings.DEFAULT, false);
  }

  private static String released(Gate gate, String text) {
    StringBuilder out = new StringBuilder();
    for (Passage passage : gate.accept(new Delta.Text(text))) {
      if (passage instanceof Passage.Released(Delta.Text(String piece))) {
        out.append(piece);
      }
    }
    return out.toString();
  }

  @Test
  void proseGoesOutWordByWord() {
    Gate gate = gate();
    assertThat(released(gate, "The")).isEqualTo("The");
    assertThat(released(gate, " answer")).isEqualTo(" answer");
    assertThat(released(gate, " is 42.")).isEqualTo(" is 42.");
  }

  @Test
  void onlyTheStartOfAMarkerIsHeld() {
    Gate gate = gate();
    assertThat(released(gate, "Well <tool")).isEqualTo("Well");
    assertThat(released(gate, "box>")).isEqualTo(" <toolbox>");
  }

  @Test
  void holdingIsTold() {
    Gate gate = gate();
    List<Passage> first = gate.accept(new Delta.Text("Well <tool"));
    assertThat(first.getLast()).isInstanceOf(Passage.Holding.class);
    List<Passage> second = gate.accept(new Delta.Text("box> x"));
    assertThat(second.getFirst()).isEqualTo(new Passage.LetGo(6, true));
    gate.accept(new Delta.Text("<tool_call>{"));
    List<Passage> end = gate.end().passages();
    assertThat(end.getFirst()).isInstanceOf(Passage.LetGo.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```python\n",
        "```json\n{\"version\": ",
        "```\nx = ",
        "{\"x\"",
        "{ x",
        "[1,",
        "[link](",
        "a <b",
        "`<tool_call>` is",
        "{\"type\":\"object\",",
        "{\"name\":\"my app\"",
        "fetch "
      })
  void whatIsNoCallIsLetGoAsSoonAsThatIsKnown(String text) {
    Gate gate = gate();
    assertThat(released(gate, text).strip()).isEqualTo(text.strip());
  }

  @Test
  void aLongCodeBlockStreams() {
    Gate gate = gate();
    StringBuilder out = new StringBuilder();
    StringBuilder in = new StringBuilder();
    List<String> lines =
        List.of(
            "```java\n",
            "class A {\n",
            "  int[] a = {1, 2};\n",
            "  // {\"name\": 1}\n",
            "}\n",
            "```\n");
    for (String line : lines) {
      in.append(line);
      out.append(released(gate, line));
      assertThat(in.length() - out.length()).isLessThan(5);
    }
  }

  @Test
  void ordinaryJsonInAFenceStreamsAfterItsFirstKey() {
    Gate gate = gate();
    assertThat(released(gate, "```json\n")).isEmpty();
    assertThat(released(gate, "{\n  \"version")).isEmpty();
    assertThat(released(gate, "\":")).isEqualTo("```json\n{\n  \"version\":");
    assertThat(released(gate, " {\"name\": \"fetch\", \"arguments\": {}}")).isNotEmpty();
  }

  @Test
  void aCallIsHeldUntilTheEnd() {
    Gate gate = gate();
    assertThat(released(gate, "Now: {\"tool\":\"fetch\",\"args\":{\"url\":\"x\"}} done"))
        .isEqualTo("Now:");
    Judgement judgement = gate.end();
    assertThat(judgement.passages())
        .containsSubsequence(
            new Passage.Released(new Delta.Text(" done")),
            new Passage.Released(new Delta.CallArguments(0, "{\"url\":\"x\"}")),
            new Passage.Released(new Delta.Ended(Finish.TOOL_CALLS)));
  }

  @Test
  void reasoningAndOtherNewsPassAtOnce() {
    Gate gate = gate();
    List<Delta> news =
        List.of(
            new Delta.Opened("id", "model"),
            new Delta.Prefill(10, 0, 5, 1),
            new Delta.Reasoning("hm <tool_call>"),
            new Delta.Tokens(new Usage(1, 2, 0, 0)));
    for (Delta delta : news) {
      assertThat(gate.accept(delta)).containsExactly(new Passage.Released(delta));
    }
    assertThat(gate.reasoning()).isEqualTo("hm <tool_call>");
  }

  @Test
  void nativeCallsKeepTheirIdsAndTheirExactArguments() {
    Replies.Seen seen =
        Replies.calls(
            OFFER,
            GuardSettings.DEFAULT,
            new ToolCall("abc", "fetch", "{ \"url\": \"x\", \"count\": 10 }"),
            new ToolCall("", "submit", ""));
    assertThat(seen.verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(seen.calls().getFirst())
        .isEqualTo(new ToolCall("abc", "fetch", "{ \"url\": \"x\", \"count\": 10 }"));
    assertThat(seen.calls().getLast().id()).matches("[0-9a-z]{9}");
    assertThat(seen.calls().getLast().arguments()).isEqualTo("{}");
    assertThat(seen.finish()).isEqualTo(Finish.TOOL_CALLS);
  }

  @Test
  void mintedIdsDependOnNothingButTheReply() {
    Replies.Seen once = Replies.text("{\"tool\":\"submit\"}{\"tool\":\"submit\"}");
    Replies.Seen again = Replies.text("{\"tool\":\"submit\"}{\"tool\":\"submit\"}");
    assertThat(once.calls()).isEqualTo(again.calls());
    assertThat(once.calls().get(0).id()).isNotEqualTo(once.calls().get(1).id());
    Guard guard = new Guard();
    Gate gate = guard.gate(OFFER, GuardSettings.DEFAULT, false, false, () -> "mine");
    assertThat(
            play(gate, List.of(new Delta.Text("{\"tool\":\"submit\"}")), Finish.STOP)
                .calls()
                .getFirst()
                .id())
        .isEqualTo("mine");
  }

  @Test
  void aSecondAttemptDropsItsProseBeforeACall() {
    Gate gate = new Gate(OFFER, GuardSettings.DEFAULT, true);
    Replies.Seen seen =
        play(gate, List.of(new Delta.Text("Again. {\"tool\":\"submit\"}")), Finish.STOP);
    assertThat(seen.text()).isEmpty();
    assertThat(seen.names()).containsExactly("submit");
  }

  @Test
  void aSecondAttemptThatAnswersInProseAddsAParagraph() {
    Gate gate = new Gate(OFFER, GuardSettings.DEFAULT, true);
    Replies.Seen seen = play(gate, cut("The answer is 5.", 3), Finish.STOP);
    assertThat(seen.text()).isEqualTo("\n\nThe answer is 5.");
  }

  @Test
  void withoutToolsEverythingPasses() {
    Gate gate = new Gate(ToolOffer.EMPTY, GuardSettings.DEFAULT, false);
    List<Delta> deltas = new ArrayList<>(cut("x {\"tool\":\"fetch\"} <tool_call>{} ", 4));
    deltas.addAll(Replies.deltas(new ToolCall("1", "unknown", "{bad")));
    Replies.Seen seen = play(gate, deltas, Finish.LENGTH);
    assertThat(seen.text()).isEqualTo("x {\"tool\":\"fetch\"} <tool_call>{} ");
    assertThat(seen.calls()).containsExactly(new ToolCall("1", "unknown", "{bad"));
    assertThat(seen.finish()).isEqualTo(Finish.LENGTH);
  }

  @Test
  void thinkingAtTheStartIsKeptApartWithoutToolsToo() {
    Gate gate =
        new Gate(Replies.offer(new ToolChoice.None(), Replies.FETCH), GuardSettings.DEFAULT, false);
    Replies.Seen seen =
        play(gate, cut("<think>\nhm\n</think>\n\nSee <think> there.", 2), Finish.STOP);
    assertThat(seen.text()).isEqualTo("See <think> there.");
    assertThat(seen.reasoning()).isEqualTo("hm");
  }

  @Test
  void aThoughtThatNeverEndsIsAnEmptyReply() {
    Replies.Seen seen = Replies.text("<think>and so on");
    assertThat(seen.rule()).isEqualTo(Rule.EMPTY_REPLY);
    assertThat(seen.reasoning()).isEqualTo("and so on");
  }

  @Test
  void aTemplateThatOpensTheThoughtCanBeToldOf() {
    Gate gate = new Guard().gate(OFFER, GuardSettings.DEFAULT, false, true, () -> "id");
    Replies.Seen seen = play(gate, cut("I think.\n</think>\nYes.", 3), Finish.STOP);
    assertThat(seen.reasoning()).isEqualTo("I think.");
    assertThat(seen.text()).isEqualTo("Yes.");
    assertThat(gate.sawUnopenedThought()).isFalse();
  }

  @Test
  void aTemplateThatOpensTheThoughtIsNoticed() {
    Gate gate = gate();
    Replies.Seen seen =
        play(
            gate,
            cut(
                "Hm {\"tool\":\"fetch\",\"args\":{\"url\":\"x\"}}\n</think>\n{\"tool\":\"submit\"}",
                5),
            Finish.STOP);
    assertThat(gate.sawUnopenedThought()).isTrue();
    assertThat(seen.names()).containsExactly("submit");
    assertThat(seen.text()).isEqualTo("Hm");
  }

  @Test
  void harmonyChannelsAreSortedOut() {
    Replies.Seen seen =
        Replies.text(
            "<|channel|>analysis<|message|>Thinking.<|end|><|start|>assistant<|channel|>final<|message|>Hello.<|return|>");
    assertThat(seen.reasoning()).isEqualTo("Thinking.");
    assertThat(seen.text()).isEqualTo("Hello.");
    assertThat(seen.verdict()).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void endlessRepetitionStopsTheReply() {
    Gate gate = gate();
    int pieces = 0;
    while (!gate.mustStop() && pieces < 10_000) {
      gate.accept(new Delta.Text("I will check the file again.\n"));
      pieces++;
    }
    assertThat(pieces).isLessThan(100);
    Judgement judgement = gate.end();
    assertThat(((Verdict.Rejected) judgement.verdict()).rule()).isEqualTo(Rule.REPETITION);
    assertThat(gate.output().length()).isLessThan(4000);
  }

  @Test
  void thoughtsAndArgumentsMayNotRepeatForEverEither() {
    Gate thinking = gate();
    Gate calling = gate();
    calling.accept(new Delta.CallStart(0, "a", "fetch"));
    for (int i = 0; i < 10_000; i++) {
      thinking.accept(new Delta.Reasoning("hm, "));
      calling.accept(new Delta.CallArguments(0, "0, "));
    }
    assertThat(thinking.mustStop()).isTrue();
    assertThat(calling.mustStop()).isTrue();
  }

  @Test
  void strictProseWaitsForTheCall() {
    Gate gate = new Gate(OFFER, Replies.policy(TextPolicy.STRICT), false);
    assertThat(released(gate, "Let me see.")).isEmpty();
    released(gate, "{\"tool\":\"submit\"}");
    assertThat(gate.end().passages()).contains(new Passage.Released(new Delta.Text("Let me see.")));
  }
}
