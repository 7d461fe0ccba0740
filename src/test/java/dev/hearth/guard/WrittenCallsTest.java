package dev.hearth.guard;

import static dev.hearth.guard.Replies.OFFER;
import static dev.hearth.guard.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every syntax in every situation. */
class WrittenCallsTest {
  private static final String ARGUMENTS = "{\"url\":\"https://a.b/c\",\"count\":3,\"deep\":true}";
  private static final String BRACES = "{\"url\":\"a } b { c ] \\\" d, e\",\"count\":3}";

  @ParameterizedTest
  @EnumSource
  void aCleanCallIsRescued(WrittenSyntax syntax) {
    Replies.Seen seen = text(syntax.write("fetch", ARGUMENTS));
    assertThat(seen.verdict()).isInstanceOf(Verdict.Rescued.class);
    assertThat(seen.names()).containsExactly("fetch");
    assertThat(seen.arguments(0)).isEqualTo(Json.parse(ARGUMENTS).orElseThrow());
    assertThat(seen.text()).isEmpty();
    assertThat(seen.finish()).isEqualTo(Finish.TOOL_CALLS);
  }

  @ParameterizedTest
  @EnumSource
  void proseAroundItIsKept(WrittenSyntax syntax) {
    Replies.Seen seen =
        text("Let me look.\n\n" + syntax.write("fetch", ARGUMENTS) + "\n\nOne moment.");
    assertThat(seen.names()).containsExactly("fetch");
    assertThat(seen.text())
        .startsWith("Let me look.")
        .endsWith("One moment.")
        .doesNotContain("fetch");
  }

  @ParameterizedTest
  @EnumSource
  void thinkingBeforeItIsKeptApart(WrittenSyntax syntax) {
    Replies.Seen seen =
        text("<think>\nI need {\"this\"}.\n</think>\n\n" + syntax.write("fetch", ARGUMENTS));
    assertThat(seen.names()).containsExactly("fetch");
    assertThat(seen.reasoning()).isEqualTo("I need {\"this\"}.");
    assertThat(seen.text()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void bracketsInStringsAreNone(WrittenSyntax syntax) {
    Replies.Seen seen = text(syntax.write("fetch", BRACES));
    assertThat(seen.names()).containsExactly("fetch");
    assertThat(seen.arguments(0)).isEqualTo(Json.parse(BRACES).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void twoCallsAreBothFoundInOrder(WrittenSyntax syntax) {
    Replies.Seen seen =
        text(syntax.write("fetch", ARGUMENTS) + "\n" + syntax.write("submit", "{\"text\":\"ok\"}"));
    assertThat(seen.names()).containsExactly("fetch", "submit");
    assertThat(seen.text()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenSchemaIsToldOnTheToolChannel(WrittenSyntax syntax) {
    Replies.Seen seen = text(syntax.write("fetch", "{\"count\":3}"));
    assertThat(seen.verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(seen.rule()).isEqualTo(Rule.SCHEMA);
    assertThat(seen.rejected().correction().cost()).isEqualTo(Correction.Cost.TOOL_ERROR);
    assertThat(seen.rejected().correction().messages().getLast().path("role").asText())
        .isEqualTo("tool");
    assertThat(seen.calls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PYTHONIC", "PYTHON_LINE", "FUNCTIONARY", "BARE_STRING_ARGUMENTS"})
  void anUnknownToolIsRefused(WrittenSyntax syntax) {
    Replies.Seen seen = text(syntax.write("launch_rocket", ARGUMENTS));
    assertThat(seen.verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(seen.rule()).isEqualTo(Rule.UNKNOWN_TOOL);
    assertThat(seen.calls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARE_ARGUMENTS_FIRST")
  void aCutCallIsNeverDelivered(WrittenSyntax syntax) {
    String whole = syntax.write("fetch", ARGUMENTS);
    int from = whole.indexOf("https");
    for (int end = from; end < from + 8; end++) {
      Replies.Seen seen =
          text(OFFER, GuardSettings.DEFAULT, "Now.\n" + whole.substring(0, end), Finish.LENGTH);
      assertThat(seen.calls()).isEmpty();
      assertThat(seen.finish()).as(whole.substring(0, end)).isEqualTo(Finish.LENGTH);
      assertThat(seen.rules()).containsExactly(Rule.TRUNCATED_CALL);
      assertThat(seen.text()).startsWith("Now.");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARE_ARGUMENTS_FIRST")
  void aCallTheModelLeftHalfWayIsRetried(WrittenSyntax syntax) {
    String whole = syntax.write("fetch", ARGUMENTS);
    Replies.Seen seen = text(whole.substring(0, whole.indexOf("https") + 3));
    assertThat(seen.verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(seen.rejected().correction().cost()).isNotNull();
    assertThat(seen.rejected().lastResort()).isNotBlank();
    assertThat(seen.calls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theLastThingThoughtCountsWhenNothingWasSaid(WrittenSyntax syntax) {
    Gate gate = new Gate(OFFER, GuardSettings.DEFAULT, false);
    Replies.Seen seen =
        Replies.play(
            gate,
            java.util.List.of(
                new dev.hearth.wire.Delta.Reasoning(
                    "I should look.\n" + syntax.write("fetch", ARGUMENTS))),
            Finish.STOP);
    assertThat(seen.names()).containsExactly("fetch");
    assertThat(seen.verdict()).isInstanceOf(Verdict.Rescued.class);
  }
}
