package dev.hearth.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ThinkingSplitterProperties {
  @Example
  void thinkingAtTheStartIsKeptApart() {
    assertThat(split("\n<think>a < b</thinks></think>\n\nSo.</think> <think>", 3))
        .containsExactly("a < b</thinks>", "So.</think> <think>");
    assertThat(split("[THINK]x[/THINK]y", 1)).containsExactly("x", "y");
    assertThat(split("◁think▷x◁/think▷", 1)).containsExactly("x", "");
  }

  @Example
  void textThatOnlyLooksLikeAMarkStaysText() {
    for (String text : List.of("<thin air", "  <", "", "see <think>", "\n\nHello", "<thing>")) {
      assertThat(split(text, 1)).as(text).containsExactly("", text);
    }
  }

  @Example
  void unfinishedThinkingIsThinking() {
    assertThat(split("<think>on and on </thi", 4)).containsExactly("on and on </thi", "");
  }

  @Example
  void nothingIsHeldOnceTheAnswerHasBegun() {
    ThinkingSplitter splitter = new ThinkingSplitter();
    splitter.split(new Delta.Text("Hi"));
    assertThat(splitter.split(new Delta.Text("<think>")))
        .containsExactly(new Delta.Text("<think>"));
    Delta usage = new Delta.Tokens(Usage.NONE);
    assertThat(splitter.split(usage)).containsExactly(usage);
  }

  @Example
  void aCallSettlesWhatWasHeld() {
    ThinkingSplitter splitter = new ThinkingSplitter();
    assertThat(splitter.split(new Delta.Text("<th"))).isEmpty();
    Delta call = new Delta.CallStart(0, "a", "f");
    assertThat(splitter.split(call)).containsExactly(new Delta.Text("<th"), call);
  }

  @Property
  void splittingAnywhereChangesNothing(
      @ForAll("replies") String reply, @ForAll @IntRange(min = 1, max = 9) int piece) {
    assertThat(split(reply, piece)).isEqualTo(split(reply, Integer.MAX_VALUE));
  }

  @Provide
  Arbitrary<String> replies() {
    return Arbitraries.of(
            "<think>", "</think>", "<th", "[THINK]", "[/THINK]", "a", " ", "\n", "</", "é")
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  /** All thinking and all text of a reply that comes in pieces. */
  private static List<String> split(String reply, int piece) {
    ThinkingSplitter splitter = new ThinkingSplitter();
    List<Delta> deltas = new ArrayList<>();
    for (int at = 0; at < reply.length(); at += Math.min(piece, reply.length() - at)) {
      String part = reply.substring(at, at + Math.min(piece, reply.length() - at));
      deltas.addAll(splitter.split(new Delta.Text(part)));
    }
    deltas.addAll(splitter.split(new Delta.Ended(Finish.STOP)));
    StringBuilder thinking = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (Delta delta : deltas) {
      switch (delta) {
        case Delta.Reasoning(String words) -> thinking.append(words);
        case Delta.Text(String words) -> text.append(words);
        default -> assertThat(delta).isEqualTo(new Delta.Ended(Finish.STOP));
      }
    }
    return List.of(thinking.toString(), text.toString());
  }
}
