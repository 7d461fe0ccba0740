package dev.hearth.models.ability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Recognises model families by the marks their templates write. */
final class TemplateReading {
  /** A list of tools used as a name, not as somebody's part or as a word of prose. */
  private static final Pattern USES_TOOLS =
      Pattern.compile("(?<![\\w.])(tools|custom_tools|available_tools|functions|xml_tools)\\b");

  private static final Pattern USES_CALLS = Pattern.compile("tool_calls|function_call");

  /** Most specific first: later families borrow the marks of earlier ones. */
  private static final List<Family> FAMILIES =
      List.of(
          new Family(ToolFormat.HARMONY, all("<|channel|>", "<|start|>")),
          new Family(ToolFormat.DEEPSEEK_DSML, all("DSML")),
          new Family(ToolFormat.DEEPSEEK, any("<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>")),
          new Family(ToolFormat.KIMI, all("<|tool_calls_section_begin|>")),
          new Family(ToolFormat.MINIMAX, all("<minimax:tool_call>")),
          new Family(ToolFormat.SEED, all("<seed:tool_call>")),
          new Family(ToolFormat.GLM, all("<arg_key>", "<arg_value>")),
          new Family(ToolFormat.QWEN_XML, all("<function=", "<parameter=")),
          new Family(ToolFormat.FUNCTIONARY, any(">>>all", "<function=")),
          new Family(ToolFormat.GEMMA, any("<|tool_call>", "<start_function_call>")),
          new Family(ToolFormat.NEMOTRON, all("<TOOLCALL>")),
          new Family(ToolFormat.APERTUS, all("<|tools_prefix|>")),
          new Family(ToolFormat.LFM2, any("<|tool_list_start|>", "<|tool_call_start|>")),
          new Family(ToolFormat.MISTRAL, any("[TOOL_CALLS]")),
          new Family(
              ToolFormat.COMMAND_R, any("<|START_ACTION|>", "Action: ```json", "Action:```json")),
          new Family(ToolFormat.GRANITE, any("<|start_of_role|>", "<|tool_call|><|")),
          new Family(ToolFormat.FIREFUNCTION, all(" functools[")),
          new Family(ToolFormat.HERMES, any("<tool_call>")),
          new Family(ToolFormat.PHI, any("<|tool_call|>")),
          new Family(
              ToolFormat.LLAMA3,
              any("<|python_tag|>", "Environment: ipython", "\"parameters\": dictionary")));

  private static final List<String> THINKING_MARKS =
      List.of(
          "<think>",
          "</think>",
          "<|channel|>analysis",
          "<|channel>thought",
          "[THINK]",
          "<|START_THINKING|>",
          "<|inner_prefix|>",
          "<seed:think>",
          "reasoning_content",
          "<thinking>");

  private static final Pattern CALL_LOOP =
      Pattern.compile("for\\s+\\w+\\s+in\\s+[\\w.\\[\\]'\"]*tool_calls");

  private static final Pattern SWITCH =
      Pattern.compile("enable_thinking|thinking is defined|\\bif (not )?thinking\\b|/no_think");

  private static final Pattern EFFORT = Pattern.compile("reasoning_effort|thinking_budget");

  private TemplateReading() {}

  private record Family(ToolFormat format, Predicate<String> shows) {}

  static ToolAbility read(String template) {
    if (template.isBlank()) {
      return new ToolAbility(
          Capability.PROMPT,
          ToolFormat.NONE,
          ThinkingStyle.NONE,
          false,
          "The file has no chat template, so tools have to be described in the prompt.");
    }
    TemplateSource source = TemplateSource.of(template);
    String text = source.text();
    ThinkingStyle thinking = thinking(text);
    boolean parallel = parallel(text);
    boolean offers = USES_TOOLS.matcher(source.code()).find();
    if (!offers) {
      return new ToolAbility(
          Capability.PROMPT,
          ToolFormat.NONE,
          thinking,
          false,
          "The chat template never mentions the tools it is given: llama-server would drop them.");
    }
    ToolFormat format = format(text);
    if (!USES_CALLS.matcher(text).find()) {
      return new ToolAbility(
          Capability.PROMPT,
          ToolFormat.NONE,
          thinking,
          false,
          "The chat template lists tools but cannot show the model a call it made before.");
    }
    return new ToolAbility(
        Capability.NATIVE, format, thinking, parallel, "The chat template " + tells(format) + ".");
  }

  private static String tells(ToolFormat format) {
    return format == ToolFormat.GENERIC
        ? "offers tools in a form of its own"
        : "offers tools and writes calls as " + format.label();
  }

  private static ToolFormat format(String text) {
    return FAMILIES.stream()
        .filter(family -> family.shows.test(text))
        .map(Family::format)
        .findFirst()
        .orElse(ToolFormat.GENERIC);
  }

  private static boolean parallel(String text) {
    return CALL_LOOP.matcher(text).find() && !text.contains("only supports single tool-calls");
  }

  private static ThinkingStyle thinking(String text) {
    List<String> marks = new ArrayList<>(THINKING_MARKS);
    marks.removeIf(mark -> !text.contains(mark));
    boolean effort = EFFORT.matcher(text).find();
    if (marks.isEmpty() && !effort) {
      return ThinkingStyle.NONE;
    }
    if (effort) {
      return ThinkingStyle.EFFORT;
    }
    return SWITCH.matcher(text).find() ? ThinkingStyle.SWITCHABLE : ThinkingStyle.ALWAYS;
  }

  private static Predicate<String> all(String... marks) {
    return text -> List.of(marks).stream().allMatch(text::contains);
  }

  private static Predicate<String> any(String... marks) {
    return text -> List.of(marks).stream().anyMatch(text::contains);
  }
}
