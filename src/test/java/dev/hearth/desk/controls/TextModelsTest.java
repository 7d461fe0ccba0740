package dev.hearth.desk.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.controls.Highlight.Language;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextModelsTest {
  @Test
  void jsonIsColouredByMeaning() {
    String text = "{\"name\": \"x\", \"n\": -1.5e3, \"ok\": true}";
    assertThat(Highlight.of(text, Language.JSON))
        .extracting(s -> text.substring(s.from(), s.to()) + " " + s.styleClass())
        .containsExactly(
            "\"name\" code-key",
            "\"x\" code-string",
            "\"n\" code-key",
            "-1.5e3 code-number",
            "\"ok\" code-key",
            "true code-literal");
  }

  @Test
  void brokenJsonIsColouredAsFarAsItGoes() {
    assertThat(Highlight.of("{\"a\": \"unfinished", Language.JSON)).hasSize(2);
    assertThat(Highlight.of("\\\"\\", Language.JSON)).isNotNull();
  }

  @Test
  void eventStreamsShowFieldsAndTheJsonInThem() {
    String text = "event: message\ndata: {\"a\":1}\n: comment";
    assertThat(Highlight.of(text, Language.SSE))
        .extracting(Highlight.Span::styleClass)
        .containsExactly("code-literal", "code-literal", "code-key", "code-number", "code-comment");
  }

  @Test
  void endlessLinesAreCutAndSaidSo() {
    ShownText shown = ShownText.of("{\"image\":\"" + "A".repeat(50_000) + "\"}");
    assertThat(shown.text()).hasSizeLessThan(3_000).contains("more");
    assertThat(shown.note()).contains("shortened");
    assertThat(ShownText.of("{\"a\":1.10}").text()).isEqualTo("{\n  \"a\": 1.10\n}");
  }

  @Test
  void coloursAndMarksAreLaidOverEachOther() {
    List<Highlight.Span> below =
        List.of(new Highlight.Span(0, 4, "a"), new Highlight.Span(6, 8, "b"));
    List<Highlight.Span> above = List.of(new Highlight.Span(2, 7, "mark"));
    assertThat(CodeView.Layers.flatten(below, above, 10))
        .extracting(r -> r.from() + "-" + r.to() + r.styles())
        .containsExactly("0-2[a]", "2-4[a, mark]", "4-6[mark]", "6-7[b, mark]", "7-8[b]", "8-10[]");
  }

  @Test
  void aDiffMarksTheWordThatChangedAndFoldsWhatIsEqual() {
    String left = "a\nb\nc\nd\ne\nf\ng\nh\nmode: overwrite\ni";
    String right = left.replace("overwrite", "replace");
    List<DiffModel.Row> rows = DiffModel.compare(left, right);
    assertThat(rows.getFirst().kind()).isEqualTo(DiffModel.Kind.FOLDED);
    assertThat(rows.getFirst().folded()).isEqualTo(5);
    DiffModel.Row changed =
        rows.stream().filter(r -> r.kind() == DiffModel.Kind.CHANGED).findFirst().orElseThrow();
    assertThat(changed.left()).contains(new DiffModel.Piece("overwrite", true));
    assertThat(changed.right()).contains(new DiffModel.Piece("replace", true));
    assertThat(DiffModel.same(DiffModel.compare(left, left))).isTrue();
  }

  @Test
  void addedAndRemovedLinesStandAlone() {
    assertThat(DiffModel.compare("a\nb", "a\nb\nc"))
        .extracting(DiffModel.Row::kind)
        .containsExactly(DiffModel.Kind.EQUAL, DiffModel.Kind.EQUAL, DiffModel.Kind.ADDED);
    assertThat(DiffModel.compare("a\nb", "b"))
        .extracting(DiffModel.Row::kind)
        .containsExactly(DiffModel.Kind.REMOVED, DiffModel.Kind.EQUAL);
  }

  @Test
  void amountsReadLikeAPersonWritesThem() {
    assertThat(Amounts.nanos(840_000)).isEqualTo("0.8 ms");
    assertThat(Amounts.nanos(84_000_000)).isEqualTo("84 ms");
    assertThat(Amounts.nanos(1_240_000_000L)).isEqualTo("1.24 s");
    assertThat(Amounts.duration(Duration.ofSeconds(125))).isEqualTo("2 m 05 s");
    assertThat(Amounts.bytes(15_246_000_000L)).isEqualTo("14.2 GB");
    assertThat(Amounts.count(100_000)).isEqualTo("100,000");
  }

  @Test
  void aTimeScaleZoomsAroundTheMouseAndNeverLeavesTheData() {
    TimeScale scale = new TimeScale();
    scale.setEnd(1_000_000_000);
    double at = scale.time(300, 1000);
    scale.zoom(4, at);
    assertThat(scale.x(at, 1000)).isCloseTo(300, org.assertj.core.data.Offset.offset(0.01));
    scale.pan(-5e9);
    assertThat(scale.from()).isZero();
    scale.fit();
    scale.setEnd(2_000_000_000);
    assertThat(scale.to()).as("what shows everything grows along").isGreaterThan(2e9);
  }
}
