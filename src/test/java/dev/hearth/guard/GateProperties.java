package dev.hearth.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** A gate's answer depends on what was said, not on how it was cut into pieces. */
class GateProperties {
  private static final String ARGUMENTS = "{\"url\":\"a } b\",\"count\":3}";

  @Provide
  Arbitrary<String> replies() {
    Arbitrary<String> call =
        Arbitraries.of(WrittenSyntax.class)
            .flatMap(
                syntax ->
                    Arbitraries.of("fetch", "Fetch", "launch", "submit")
                        .map(name -> syntax.write(name, ARGUMENTS)));
    Arbitrary<String> half =
        call.flatMap(
            text ->
                Arbitraries.integers()
                    .between(1, text.length())
                    .map(end -> text.substring(0, end)));
    Arbitrary<String> prose =
        Arbitraries.of(
            "Let me see. ",
            "\n",
            "\n\n",
            "It is {x: 1}. ",
            "```js\nlet a = [1];\n```\n",
            "<think>\nhm\n</think>\n",
            "</think>",
            "fetch ",
            "I will call `fetch` now.",
            "A list: [a, b](c) ",
            "   ");
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, call),
            net.jqwik.api.Tuple.of(2, half),
            net.jqwik.api.Tuple.of(4, prose))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 1500, shrinking = ShrinkingMode.BOUNDED)
  void cutsMakeNoDifference(
      @ForAll("replies") String text,
      @ForAll @net.jqwik.api.constraints.IntRange(min = 1, max = 12) int first,
      @ForAll @net.jqwik.api.constraints.IntRange(min = 1, max = 12) int second,
      @ForAll TextPolicy policy,
      @ForAll boolean length) {
    Finish finish = length ? Finish.LENGTH : Finish.STOP;
    Replies.Seen whole = play(List.of(new Delta.Text(text)), policy, finish);
    Replies.Seen cut = play(Replies.cut(text, first, second), policy, finish);
    assertThat(cut.text()).isEqualTo(whole.text());
    assertThat(cut.reasoning()).isEqualTo(whole.reasoning());
    assertThat(cut.calls()).isEqualTo(whole.calls());
    assertThat(cut.verdict()).isEqualTo(whole.verdict());
    assertThat(cut.finish()).isEqualTo(whole.finish());
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
  void nothingUnknownOrUnfitIsEverDelivered(
      @ForAll("replies") String text, @ForAll boolean length) {
    Replies.Seen seen =
        play(Replies.cut(text, 5), TextPolicy.AUTO, length ? Finish.LENGTH : Finish.STOP);
    assertThat(List.of("fetch", "submit", "read_file")).containsAll(seen.names());
    if (seen.verdict() instanceof Verdict.Rejected rejected) {
      assertThat(seen.calls()).isEmpty();
      assertThat(rejected.lastResort()).isNotBlank();
    } else {
      assertThat(seen.finish()).isNotNull();
      assertThat(seen.text().isBlank() && seen.calls().isEmpty() && seen.finish() != Finish.LENGTH)
          .isFalse();
    }
  }

  private static Replies.Seen play(List<Delta> deltas, TextPolicy policy, Finish finish) {
    return Replies.play(
        new Gate(Replies.OFFER, Replies.policy(policy), false), new ArrayList<>(deltas), finish);
  }
}
