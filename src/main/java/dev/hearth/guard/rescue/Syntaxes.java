package dev.hearth.guard.rescue;

import dev.hearth.guard.names.ToolNames;
import dev.hearth.guard.rescue.EnvelopeBlock.Envelope;
import dev.hearth.guard.rescue.SectionBlock.Section;
import java.util.ArrayList;
import java.util.List;

/** Every syntax that has a marker of its own. A new one is a new line here. */
final class Syntaxes {
  private static final List<String> STRAY_ENDS =
      List.of(
          "</tool_call>",
          "</tool_calls>",
          "</seed:tool_call>",
          "</function_calls>",
          "</minimax:tool_call>");

  private static final Section DEEPSEEK =
      new Section(
          "DeepSeek",
          "<|tool_call_begin|>",
          "<|tool_sep|>",
          List.of("<|tool_call_end|>"),
          List.of(
              "<｜tool▁calls▁end｜>",
              "<｜tool_calls_end｜>",
              "<|tool▁calls▁end|>",
              "<|tool_calls_end|>"));

  private static final Section KIMI =
      new Section(
          "Kimi",
          "<|tool_call_begin|>",
          "<|tool_call_argument_begin|>",
          List.of("<|tool_call_end|>"),
          List.of("<|tool_calls_section_end|>"));

  private static final List<Envelope> ENVELOPES =
      List.of(
          new Envelope("Hermes", "<tool_call>", "</tool_call>", "</tool_calls>"),
          new Envelope("Hermes", "<tool_calls>", "</tool_calls>", "</tool_call>"),
          new Envelope("Hermes", "<function_call>", "</function_call>"),
          new Envelope("Hermes", "<functioncall>", "</functioncall>", "<|endoftext|>"),
          new Envelope("Hermes", "<toolcall>", "</toolcall>"),
          new Envelope("Hermes", "<tool_use>", "</tool_use>"),
          new Envelope("Nemotron", "<TOOLCALL>", "</TOOLCALL>"),
          new Envelope("Seed", "<seed:tool_call>", "</seed:tool_call>"),
          new Envelope("MiniMax", "<minimax:tool_call>", "</minimax:tool_call>"),
          new Envelope("Anthropic XML", "<function_calls>", "</function_calls>"),
          new Envelope("Phi and Granite", "<|tool_call|>", "<|/tool_call|>", "<|end_of_text|>"),
          new Envelope("LFM2", "<|tool_call_start|>", "<|tool_call_end|>"),
          new Envelope("Command R", "<|START_ACTION|>", "<|END_ACTION|>"),
          new Envelope("Apertus", "<|tools_prefix|>", "<|tools_suffix|>"),
          new Envelope("Llama 3", "<|python_tag|>", "<|eom_id|>", "<|eot_id|>"),
          new Envelope("FireFunction", "functools", List.of("<|eot_id|>"), false, true),
          new Envelope("Gemma", "<|tool_call>", List.of("<tool_call|>"), true, false),
          new Envelope(
              "Gemma", "<start_function_call>", List.of("<end_function_call>"), true, false));

  private Syntaxes() {}

  /** All of them, to be tried at their markers. */
  static List<Syntax> all() {
    List<Syntax> all = new ArrayList<>();
    for (Envelope envelope : ENVELOPES) {
      all.add(
          syntax(
              List.of(envelope.opener()),
              (tools, _, from) -> new EnvelopeBlock(tools, envelope, from)));
    }
    all.add(
        syntax(
            List.of("<function=", "<function name="),
            (tools, start, from) ->
                new TagBlock(tools, "Qwen XML", start, from, "</function>", STRAY_ENDS)));
    all.add(
        syntax(
            List.of("<invoke name="),
            (tools, start, from) ->
                new TagBlock(tools, "invoke XML", start, from, "</invoke>", STRAY_ENDS)));
    all.add(
        syntax(
            List.of("<｜DSML｜function_calls>", "<｜DSML｜tool_calls>"),
            (tools, _, from) -> new DsmlBlock(tools, from)));
    all.add(
        syntax(
            List.of(
                "<｜tool▁calls▁begin｜>",
                "<｜tool_calls_begin｜>",
                "<|tool▁calls▁begin|>",
                "<|tool_calls_begin|>"),
            (tools, _, from) -> new SectionBlock(tools, DEEPSEEK, from)));
    all.add(
        syntax(
            List.of("<|tool_calls_section_begin|>"),
            (tools, _, from) -> new SectionBlock(tools, KIMI, from)));
    all.add(syntax(List.of("[TOOL_CALLS]"), (tools, _, from) -> new MistralBlock(tools, from)));
    all.add(
        syntax(
            List.of("<|recipient|>"),
            (tools, _, from) -> new CallBlock(tools, "Functionary", List.of("<|content|>"), from)));
    all.add(
        syntax(
            List.of(HarmonyBlock.CHANNEL, HarmonyBlock.START),
            (tools, _, from) -> new HarmonyBlock(tools, from)));
    return List.copyOf(all);
  }

  /** Makes a block of where it starts and where to read on. */
  private interface Opening {
    Block open(ToolNames tools, int start, int from);
  }

  private static Syntax syntax(List<String> markers, Opening opening) {
    return new Syntax() {
      @Override
      public List<String> markers() {
        return markers;
      }

      @Override
      public Block open(ToolNames tools, int start, int from) {
        return opening.open(tools, start, from);
      }
    };
  }
}
