package dev.hearth.models.ability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates here are short ones written for the test, with the marks their families write. */
class ToolAbilityTest {
  private static final String LOOP = "{% for m in messages %}{{ m.content }}";
  private static final String CALLS = "{% for tool_call in message.tool_calls %}";

  static Stream<Arguments> families() {
    return Stream.of(
        Arguments.of(ToolFormat.HERMES, "{{ t|tojson }}" + CALLS + "<tool_call>\n{\"name\": "),
        Arguments.of(ToolFormat.QWEN_XML, CALLS + "<tool_call>\n<function=f>\n<parameter=p>"),
        Arguments.of(
            ToolFormat.GLM, CALLS + "<tool_call>f\n<arg_key>k</arg_key>\n<arg_value>v</arg_value>"),
        Arguments.of(ToolFormat.MISTRAL, CALLS + "[AVAILABLE_TOOLS][/AVAILABLE_TOOLS][TOOL_CALLS]"),
        Arguments.of(ToolFormat.LLAMA3, "Environment: ipython\n" + CALLS + "\"parameters\": "),
        Arguments.of(ToolFormat.FUNCTIONARY, CALLS + ">>>all\n"),
        Arguments.of(
            ToolFormat.COMMAND_R, CALLS + "<|START_ACTION|>[{\"tool_call_id\"]<|END_ACTION|>"),
        Arguments.of(ToolFormat.DEEPSEEK, CALLS + "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>"),
        Arguments.of(ToolFormat.DEEPSEEK_DSML, CALLS + "<｜DSML｜function_calls>"),
        Arguments.of(ToolFormat.GRANITE, "<|start_of_role|>" + CALLS + "<|tool_call|>"),
        Arguments.of(ToolFormat.HARMONY, CALLS + "<|start|>assistant<|channel|>commentary"),
        Arguments.of(ToolFormat.KIMI, CALLS + "<|tool_calls_section_begin|><|tool_call_begin|>"),
        Arguments.of(ToolFormat.MINIMAX, CALLS + "<minimax:tool_call><invoke name="),
        Arguments.of(ToolFormat.NEMOTRON, CALLS + "<TOOLCALL>[{]</TOOLCALL>"),
        Arguments.of(ToolFormat.APERTUS, CALLS + "<|tools_prefix|>[<|tools_suffix|>"),
        Arguments.of(ToolFormat.LFM2, CALLS + "<|tool_call_start|>[f()]<|tool_call_end|>"),
        Arguments.of(ToolFormat.PHI, CALLS + "<|tool|><|tool_call|>[]<|/tool_call|>"),
        Arguments.of(ToolFormat.GEMMA, CALLS + "<|tool_call>call:f{}<tool_call|>"),
        Arguments.of(ToolFormat.SEED, CALLS + "<seed:tool_call>\n<function=f>\n<parameter=p>"),
        Arguments.of(ToolFormat.FIREFUNCTION, CALLS + " functools[{}]"),
        Arguments.of(ToolFormat.GENERIC, CALLS + "CALL: {{ tool_call }}"));
  }

  @ParameterizedTest
  @MethodSource("families")
  void recognisesTheFamily(ToolFormat format, String marks) {
    ToolAbility ability =
        ToolAbility.of("{%- if tools %}{% for t in tools %}" + marks + "{% endif %}" + LOOP);
    assertThat(ability.format()).isEqualTo(format);
    assertThat(ability.capability()).isEqualTo(Capability.NATIVE);
    assertThat(ability.nativeTools()).isTrue();
    assertThat(ability.parallelCalls()).isTrue();
    assertThat(ability.why()).isNotBlank();
  }

  @Test
  void promptsWhereTheTemplateKnowsNoTools() {
    ToolAbility chatml = ToolAbility.of(LOOP + "{% endfor %}");
    assertThat(chatml.capability()).isEqualTo(Capability.PROMPT);
    assertThat(chatml.format()).isEqualTo(ToolFormat.NONE);
    assertThat(chatml.why()).contains("never mentions the tools");
    assertThat(ToolAbility.of("").why()).contains("no chat template");
    assertThat(ToolAbility.of("{# tools and tool_calls #}" + LOOP).nativeTools()).isFalse();
    assertThat(ToolAbility.of("{{ 'You have no tools, tool_calls' }}" + LOOP).nativeTools())
        .isFalse();
    assertThat(ToolAbility.of("{% if tools %}{{ tools }}{% endif %}" + LOOP).why())
        .contains("cannot show");
    assertThat(ToolAbility.of("{% if tool_calls %}" + CALLS + "<tool_call>").capability())
        .describedAs("llama-server drops the tools of such a template")
        .isEqualTo(Capability.PROMPT);
  }

  @Test
  void takesAsLongAsTheTemplateIsLongAndNoLonger() {
    for (String hostile : new String[] {"{#", "{%", "{{'", "{% for x in ", "tool_calls", "\\'"}) {
      assertThat(ToolAbility.of(hostile.repeat(300_000)).why()).isNotBlank();
    }
  }

  @Test
  void tellsWhetherItThinks() {
    assertThat(ToolAbility.of(LOOP).thinks()).isFalse();
    assertThat(ToolAbility.of(LOOP + "<think>\n").thinking()).isEqualTo(ThinkingStyle.ALWAYS);
    assertThat(ToolAbility.of(LOOP + "{% if enable_thinking %}<think>{% endif %}").thinking())
        .isEqualTo(ThinkingStyle.SWITCHABLE);
    assertThat(ToolAbility.of(LOOP + "Reasoning: {{ reasoning_effort }}").thinking())
        .isEqualTo(ThinkingStyle.EFFORT);
    assertThat(ToolAbility.of(LOOP + "[THINK][/THINK]").thinks()).isTrue();
  }

  @Test
  void seesThatOnlyOneCallAtATimeIsPossible() {
    ToolAbility one =
        ToolAbility.of(
            "{% if tools %}{{ raise_exception('This model only supports single tool-calls at"
                + " once!') }}\"parameters\": dictionary{% set c = message.tool_calls[0] %}{% endif"
                + " %}");
    assertThat(one.format()).isEqualTo(ToolFormat.LLAMA3);
    assertThat(one.parallelCalls()).isFalse();
  }
}
