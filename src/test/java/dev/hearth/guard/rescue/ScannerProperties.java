package dev.hearth.guard.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hearth.guard.names.ToolNames;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Assertions;

/** What holds for every text, however it is cut and however mad it is. */
class ScannerProperties {
  private static final ToolNames TOOLS =
      new ToolNames(
          List.of(
              new ToolSpec("fetch", "", Json.object()),
              new ToolSpec("f", "", Json.object()),
              new ToolSpec("Read", "", Json.object())));

  private static final String[] BITS = {
    "fetch",
    "f",
    "Read",
    "fe",
    "launch",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "'",
    ":",
    ",",
    "=",
    "\\",
    "\n",
    "\n\n",
    " ",
    "`",
    "```",
    "```json\n",
    "```\n",
    "```tool_code\n",
    "```python\n",
    "é",
    "😀",
    "{\"tool\":",
    "{\"name\": \"fetch\", \"arguments\": ",
    "{}",
    "{\"a\": 1}",
    "\"args\":",
    "{\"x\":",
    "<tool_call>",
    "</tool_call>",
    "<tool",
    "<function=fetch>",
    "<function=",
    "</function>",
    "<parameter=a>",
    "</parameter>",
    "<invoke name=\"fetch\">",
    "</invoke>",
    "[TOOL_CALLS]",
    "[ARGS]",
    "[CALL_ID]",
    "<|python_tag|>",
    "<|channel|>",
    "<|start|>",
    "<|message|>",
    "<|end|>",
    "<|call|>",
    "analysis",
    "commentary to=functions.fetch",
    "<think>",
    "</think>",
    "[THINK]",
    "[/THINK]",
    "<｜tool▁calls▁begin｜>",
    "<｜tool▁call▁begin｜>",
    "<｜tool▁sep｜>",
    "<｜tool▁calls▁end｜>",
    "<|tool_calls_section_begin|>",
    "<|tool_calls_section_end|>",
    "functools[",
    ">>>",
    "fetch(a=1)",
    "[fetch(a=1)]",
    "<arg_key>",
    "</arg_key>",
    "<arg_value>",
    "</arg_value>",
    "<|tool_call>",
    "call:",
    "<|recipient|>",
    "<|content|>",
    "prose",
    "x",
    "1",
    "true",
    "None",
    "<｜DSML｜function_calls>"
  };

  /** What a scan said, with neighbouring pieces of the same kind in one. */
  private static final class Record implements Sink {
    private final List<String> said = new ArrayList<>();
    private final StringBuilder all = new StringBuilder();

    private void add(String kind, String text) {
      all.append(text);
      if (!said.isEmpty() && said.getLast().startsWith(kind + ":")) {
        said.add(said.removeLast() + text);
      } else {
        said.add(kind + ":" + text);
      }
    }

    @Override
    public void prose(String text) {
      add("prose", text);
    }

    @Override
    public void thought(String text) {
      add("thought", text);
    }

    @Override
    public void calls(String syntax, List<WrittenCall> calls, String source) {
      said.add("calls " + syntax + " " + calls + " " + source);
      all.append(source);
    }

    @Override
    public void broken(String syntax, String tool, boolean cut, String source) {
      said.add("broken " + syntax + " " + tool + " " + cut + " " + source);
      all.append(source);
    }

    @Override
    public void markup(String source) {
      add("markup", source);
    }

    @Override
    public void unopenedThoughtEnds() {
      said.add("thought ends");
    }
  }

  private static Record scan(List<String> pieces, Ending ending) {
    Record record = new Record();
    Scanner scanner = new Scanner(TOOLS, true, false, record);
    pieces.forEach(scanner::read);
    scanner.end(ending);
    return record;
  }

  private static List<String> cut(String text, List<Integer> sizes) {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < text.length(); i++) {
      int end = Math.min(text.length(), at + sizes.get(i % sizes.size()));
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  @Provide
  Arbitrary<String> replies() {
    return Arbitraries.of(BITS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(24)
        .map(bits -> String.join("", bits));
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(5);
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.BOUNDED)
  void cutsMakeNoDifference(
      @ForAll("replies") String text, @ForAll("sizes") List<Integer> sizes, @ForAll Ending ending) {
    Ending last = ending == Ending.NOT_YET ? Ending.FINISHED : ending;
    assertThat(scan(cut(text, sizes), last).said).isEqualTo(scan(List.of(text), last).said);
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
  void nothingIsLostOrInvented(@ForAll("replies") String text) {
    assertThat(scan(List.of(text), Ending.FINISHED).all.toString()).isEqualTo(text);
    assertThat(scan(List.of(text), Ending.CUT).all.toString()).isEqualTo(text);
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
  void noTextAtAllMakesItThrow(@ForAll String text, @ForAll("sizes") List<Integer> sizes) {
    assertThatCode(() -> scan(cut(text, sizes), Ending.FINISHED)).doesNotThrowAnyException();
  }

  private static final List<String> HARD =
      List.of(
          "{\"tool\":\"fetch\",\"args\":",
          "{\"tool\":\"fetch\",\"args\":{\"a\":\"",
          "{\"args\":[",
          "[fetch(a=[",
          "[fetch(a=1), ",
          "<tool_call>{\"a\":\"",
          "<tool_call>fetch<arg_key>a</arg_key>",
          "<function=fetch><parameter=a></parameter>",
          "[TOOL_CALLS]fetch{",
          "print(",
          "```json\n{\"name\":",
          "<|channel|>a",
          "\nfetch(a=",
          "{\"x\":{\"tool\":\"fetch\",",
          "{\"name\":\"bob\"}",
          "<think>\n</think>",
          "<|channel|>analysis<|message|>");

  /** Every bit, repeated or followed by a long run, in small pieces: each look is counted. */
  @Example
  void noTextIsLookedAtMoreThanLinearlyOften() {
    List<String> seeds = new ArrayList<>(List.of(BITS));
    seeds.addAll(HARD);
    for (String seed : seeds) {
      for (String end : List.of(seed, " ", "a", "\n", "\"")) {
        long small = looks(seed + end.repeat(4_000 / end.length()));
        long large = looks(seed + end.repeat(16_000 / end.length()));
        assertThat(large).as("%s then %s", seed, end).isLessThan(6 * small + 20_000);
      }
    }
  }

  private static long looks(String text) {
    Scanner scanner = new Scanner(TOOLS, true, false, new Record());
    cut(text, List.of(3)).forEach(scanner::read);
    scanner.end(Ending.FINISHED);
    return scanner.looks();
  }

  /**
   * What is read again once it is complete, at a length at which quadratic work would take many
   * minutes and linear work takes a fraction of a second.
   */
  @Example
  void readingACompleteBlockIsLinearToo() {
    for (String seed : HARD) {
      String text = seed.repeat(1_000_000 / seed.length());
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(60), () -> scan(List.of(text), Ending.FINISHED), () -> seed);
    }
  }
}
