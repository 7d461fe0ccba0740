package dev.hearth.guard;

import static dev.hearth.guard.Replies.offer;
import static dev.hearth.guard.Replies.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.ToolChoice;
import dev.hearth.wire.ToolOffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The corner cases of reading calls from text, with two tools that take anything. */
class RescueGrammarTest {
  private static final ToolOffer TWO =
      offer(
          new ToolChoice.Auto(),
          tool("fetch", "{\"type\":\"object\"}"),
          tool("submit", "{\"type\":\"object\"}"));

  private static Arguments row(String text, String... calls) {
    return Arguments.of(text, List.of(calls));
  }

  static Stream<Arguments> rescued() {
    return Stream.of(
        row("{\"tool\":\"fetch\",\"args\":{\"a\":1}}", "fetch {\"a\":1}"),
        row("{\"name\":\"fetch\",\"arguments\":{\"a\":1}}", "fetch {\"a\":1}"),
        row(
            "[{\"name\":\"fetch\",\"arguments\":{\"a\":1}},{\"name\":\"submit\",\"arguments\":{}}]",
            "fetch {\"a\":1}",
            "submit {}"),
        row("{\"x\":1} {\"tool\":\"fetch\",\"args\":{}}", "fetch {}"),
        row("{bad} {\"tool\":\"fetch\",\"args\":{}}", "fetch {}"),
        row("{\"tool\":\"fetch\"}", "fetch {}"),
        row("{\"tool\":\"fetch\",\"parameters\":{\"a\":1}}", "fetch {\"a\":1}"),
        row("{\"name\":\"fetch\",\"arguments\":\"{\\\"a\\\":1}\"}", "fetch {\"a\":1}"),
        row("{\"tool\":\"fetch\",\"args\":{\"s\":\"a } b\"}}", "fetch {\"s\":\"a } b\"}"),
        row(
            "{\"tool_calls\":[{\"function\":{\"name\":\"fetch\",\"arguments\":\"{}\"}}]}",
            "fetch {}"),
        row("{\"function\":{\"name\":\"fetch\",\"arguments\":{}}}", "fetch {}"),
        row("{'tool': 'fetch', 'args': {'a': True, 'b': None}}", "fetch {\"a\":true,\"b\":null}"),
        row("{\"tool\":\"fetch\",\"args\":{\"a\":1,},}", "fetch {\"a\":1}"),
        row("{\"tool\":\"Fetch\",\"args\":{}}", "fetch {}"),
        row("{\"tool\":\"fetch\",\"args\":{\"a\":1}", "fetch {\"a\":1}"),
        row("fetch[ARGS]{\"a\":1} tail", "fetch {\"a\":1}"),
        row("fetch[ARGS]{\"a\":1} then {\"b\":2}", "fetch {\"a\":1}"),
        row("fetch[ARGS]{\"a\":1}\nsubmit[ARGS]{\"b\":2}", "fetch {\"a\":1}", "submit {\"b\":2}"),
        row("<function=fetch><parameter=a>\n10\n</parameter></function>", "fetch {\"a\":\"10\"}"),
        row("<function=fetch></function>", "fetch {}"),
        row(
            "<function=fetch><parameter=a>x<parameter=b>y</function>",
            "fetch {\"a\":\"x\",\"b\":\"y\"}"),
        row(
            "<function=fetch><parameter=a>\n\n  x\n\n</parameter></function>",
            "fetch {\"a\":\"\\n  x\\n\"}"),
        row(
            "<function=fetch><parameter=a>{\"tool\":\"submit\",\"args\":{}}</parameter></function>",
            "fetch {\"a\":\"{\\\"tool\\\":\\\"submit\\\",\\\"args\\\":{}}\"}"),
        row("[TOOL_CALLS]fetch {\"a\":\"}\"}", "fetch {\"a\":\"}\"}"),
        row("[TOOL_CALLS] fetch{\"a\":1}", "fetch {\"a\":1}"),
        row("[TOOL_CALLS]fetch{\"a\":1}[TOOL_CALLS]submit{}", "fetch {\"a\":1}", "submit {}"),
        row("[TOOL_CALLS][{\"name\":\"fetch\",\"arguments\":{}}]", "fetch {}"),
        row("[TOOL_CALLS]fetch[ARGS]{\"a\":1}", "fetch {\"a\":1}"),
        row(
            "<think>hm {\"tool\":\"submit\",\"args\":{}}</think>{\"tool\":\"fetch\",\"args\":{}}",
            "fetch {}"),
        row("[THINK]hm[/THINK]{\"tool\":\"fetch\",\"args\":{}}", "fetch {}"),
        row("<think>never closed {\"tool\":\"fetch\",\"args\":{}}", "fetch {}"),
        row("stray</think>{\"tool\":\"fetch\",\"args\":{}}", "fetch {}"),
        row("I call `{\"tool\":\"fetch\",\"args\":{}}`", "fetch {}"),
        row(
            "```json\n{\"tool\":\"fetch\",\"args\":{\"md\":\"```js\\nx\\n```\"}}\n```",
            "fetch {\"md\":\"```js\\nx\\n```\"}"),
        row(
            "```json\n{\"tool\":\"fetch\",\"args\":{}}\n{\"tool\":\"submit\",\"args\":{}}\n```",
            "fetch {}",
            "submit {}"),
        row(
            "<tool_call>\n```json\n{\"name\":\"fetch\",\"arguments\":{}}\n```\n</tool_call>",
            "fetch {}"),
        row(
            "<tool_call>{\"name\":\"fetch\",\"arguments\":{\"x\":\"</tool_call>\"}}</tool_call>",
            "fetch {\"x\":\"</tool_call>\"}"),
        row(
            "{\"tool\":\"fetch\",\"args\":{\"path\":\"C:\\dir\"}}",
            "fetch {\"path\":\"C:\\\\dir\"}"),
        row(
            "{\"tool\":\"fetch\",\"args\":{\"s\":\"two\nlines\"}}",
            "fetch {\"s\":\"two\\nlines\"}"),
        row(
            "{\"tool\":\"fetch\",\"args\":{\"n\":12345678901234567890,\"f\":1.0}}",
            "fetch {\"n\":12345678901234567890,\"f\":1.0}"),
        row(
            "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>commentary"
                + " to=functions.fetch<|message|>{\"a\":1}<|call|>",
            "fetch {\"a\":1}"),
        row(
            "<tool_call>{\"name\":\"fetch\",\"arguments\":{}}</tool_call>\n"
                + "<tool_response>{\"tool\":\"submit\",\"args\":{}}</tool_response>",
            "fetch {}"));
  }

  @ParameterizedTest
  @MethodSource
  void rescued(String text, List<String> calls) {
    Replies.Seen seen = Replies.text(TWO, GuardSettings.DEFAULT, text, Finish.STOP);
    assertThat(seen.verdict()).isInstanceOf(Verdict.Rescued.class);
    assertThat(seen.calls().stream().map(RescueGrammarTest::shown))
        .containsExactlyElementsOf(calls);
  }

  private static String shown(ToolCall call) {
    return call.name() + " " + Json.text(Json.parse(call.arguments()).orElseThrow());
  }

  static Stream<String> prose() {
    return Stream.of(
        "{\"outer\":{\"tool\":\"fetch\",\"args\":{}}}",
        "{\"name\":\"my-app\",\"version\":\"1.0\"}",
        "```json\n{\"name\": \"Bob\", \"age\": 3}\n```\nThat is Bob.",
        "```python\nfetch(url=\"x\")\n```\nand `fetch(url=\"x\")` too",
        "The `<tool_call>` marker opens a call; `[TOOL_CALLS]` does so for Mistral.",
        "A <tool_call> tag is what Qwen writes.",
        "An <function=name> tag is what Llama writes; <think> in a sentence is just text.",
        "fetch is a tool. fetch(url) fetches it.",
        "Use fetch[0] and [fetch](https://x.y) or [1, 2, 3].",
        "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}",
        "[{\"id\":1,\"name\":\"Ann\"},{\"id\":2,\"name\":\"Bo\"}]",
        "{\"name\":\"fetch\",\"description\":\"gets\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}",
        "```\nsome code {\n}\n```",
        "if (x) { y(); }\n{\n  z();\n}\n",
        "a < b, c > d, [TOOL, <tool, `` ` `` and ``` alone",
        "It costs 5 $ {approximately}.",
        "Unfinished { \"na");
  }

  @ParameterizedTest
  @MethodSource
  void prose(String text) {
    Replies.Seen seen = Replies.text(TWO, GuardSettings.DEFAULT, text, Finish.STOP);
    assertThat(seen.verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(seen.text()).isEqualTo(text);
    assertThat(seen.calls()).isEmpty();
    assertThat(seen.finish()).isEqualTo(Finish.STOP);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("{\"tool\":\"launch\",\"args\":{}}", Rule.UNKNOWN_TOOL),
        Arguments.of("{\"tool\":\"fetch\",\"args\":\"str\"}", Rule.MALFORMED_ARGUMENTS),
        Arguments.of("{\"tool\":\"fetch\",\"args\":[1]}", Rule.MALFORMED_ARGUMENTS),
        Arguments.of("{\"tool\":\"fetch\",\"args\":{\"a\": \"unfini", Rule.BROKEN_CALL_AS_TEXT),
        Arguments.of("{\"tool\":\"fetch\",\"args\":{\"a\": NaN}}", Rule.BROKEN_CALL_AS_TEXT),
        Arguments.of("{\"tool\": \"fe", Rule.BROKEN_CALL_AS_TEXT),
        Arguments.of("launch[ARGS]{\"a\":1}", Rule.UNKNOWN_TOOL),
        Arguments.of(
            "<tool_call>fetch</tool_call> <tool_call>{\"name\":</tool_call>",
            Rule.BROKEN_CALL_AS_TEXT),
        Arguments.of("<tool_call></tool_call>", Rule.BROKEN_CALL_AS_TEXT),
        Arguments.of("<tool_call>", Rule.BROKEN_CALL_AS_TEXT),
        Arguments.of("<function=launch><parameter=a>1</parameter></function>", Rule.UNKNOWN_TOOL),
        Arguments.of("<function=fetch><parameter=a>half", Rule.BROKEN_CALL_AS_TEXT),
        Arguments.of("[TOOL_CALLS]fetch", Rule.BROKEN_CALL_AS_TEXT),
        Arguments.of(
            "{\"tool\":\"fetch\",\"args\":{}} {\"tool\":\"launch\",\"args\":{}}",
            Rule.UNKNOWN_TOOL),
        Arguments.of("", Rule.EMPTY_REPLY),
        Arguments.of(" \n ", Rule.EMPTY_REPLY),
        Arguments.of("<think>only thoughts</think>", Rule.EMPTY_REPLY),
        Arguments.of("I'll call the `fetch` tool now.", Rule.PROSE_INSTEAD_OF_CALL));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String text, Rule rule) {
    Replies.Seen seen = Replies.text(TWO, GuardSettings.DEFAULT, text, Finish.STOP);
    assertThat(seen.verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(seen.rule()).isEqualTo(rule);
    assertThat(seen.calls()).isEmpty();
    assertThat(seen.finish()).isNull();
    assertThat(seen.rejected().lastResort()).isNotBlank();
    assertThat(seen.rejected().correction().messages()).isNotEmpty();
  }
}
