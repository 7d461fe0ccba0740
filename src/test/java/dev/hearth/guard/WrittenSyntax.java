package dev.hearth.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import java.util.Map;
import java.util.function.BiFunction;

/** The ways in which models write a call as text, each as its family does. */
enum WrittenSyntax {
  BARE_TOOL_ARGS((n, a) -> "{\"tool\":\"" + n + "\",\"args\":" + a + "}"),
  BARE_NAME_ARGUMENTS((n, a) -> "{\"name\": \"" + n + "\", \"arguments\": " + a + "}"),
  BARE_PARAMETERS((n, a) -> "{\"name\": \"" + n + "\", \"parameters\": " + a + "}"),
  BARE_ARGUMENTS_FIRST((n, a) -> "{\"arguments\": " + a + ", \"name\": \"" + n + "\"}"),
  BARE_STRING_ARGUMENTS(
      (n, a) ->
          "{\"name\": \"" + n + "\", \"arguments\": " + Json.text(Json.object().textNode(a)) + "}"),
  OPENAI_WRAPPER(
      (n, a) ->
          "{\"tool_calls\":[{\"id\":\"x\",\"type\":\"function\",\"function\":{\"name\":\""
              + n
              + "\",\"arguments\":"
              + a
              + "}}]}"),
  OPENAI_FUNCTION(
      (n, a) ->
          "{\"type\":\"function\",\"function\":{\"name\":\"" + n + "\",\"arguments\":" + a + "}}"),
  FUNCTION_CALL((n, a) -> "{\"function_call\":{\"name\":\"" + n + "\",\"arguments\":" + a + "}}"),
  ANTHROPIC_BLOCK(
      (n, a) -> "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"" + n + "\",\"input\":" + a + "}"),
  ARRAY((n, a) -> "[{\"name\":\"" + n + "\",\"arguments\":" + a + "}]"),
  FENCED((n, a) -> "```json\n{\"name\": \"" + n + "\", \"arguments\": " + a + "}\n```"),
  FENCED_PLAIN((n, a) -> "```\n{\"tool\": \"" + n + "\", \"args\": " + a + "}\n```"),
  FENCED_ARRAY(
      (n, a) -> "```json\n[\n  {\"tool_name\": \"" + n + "\", \"parameters\": " + a + "}\n]\n```"),
  HERMES(
      (n, a) -> "<tool_call>\n{\"name\": \"" + n + "\", \"arguments\": " + a + "}\n</tool_call>"),
  HERMES_UNCLOSED((n, a) -> "<tool_call>{\"name\": \"" + n + "\", \"arguments\": " + a + "}"),
  HERMES_EXTRA_BRACE(
      (n, a) -> "<tool_call>{\"name\": \"" + n + "\", \"arguments\": " + a + "}}</tool_call>"),
  HERMES_MISSING_BRACE(
      (n, a) -> "<tool_call>{\"name\": \"" + n + "\", \"arguments\": " + a + "</tool_call>"),
  QWEN_XML(
      (n, a) ->
          "<tool_call>\n<function=" + n + ">\n" + parameters(a) + "</function>\n</tool_call>"),
  QWEN_XML_BARE((n, a) -> "<function=" + n + ">\n" + parameters(a) + "</function>"),
  QWEN_XML_STRAY_END(
      (n, a) -> "<function=" + n + ">\n" + parameters(a) + "</function>\n</tool_call>"),
  LLAMA_FUNCTION((n, a) -> "<function=" + n + ">" + a + "</function>"),
  INVOKE(
      (n, a) ->
          "<function_calls>\n<invoke name=\""
              + n
              + "\">\n"
              + named(a)
              + "</invoke>\n</function_calls>"),
  MINIMAX(
      (n, a) ->
          "<minimax:tool_call>\n<invoke name=\""
              + n
              + "\">\n"
              + named(a)
              + "</invoke>\n</minimax:tool_call>"),
  SEED(
      (n, a) ->
          "<seed:tool_call>\n<function="
              + n
              + ">\n"
              + parameters(a)
              + "</function>\n</seed:tool_call>"),
  GLM((n, a) -> "<tool_call>" + n + "\n" + pairs(a) + "</tool_call>"),
  MISTRAL((n, a) -> "[TOOL_CALLS]" + n + a),
  MISTRAL_SPACED((n, a) -> "[TOOL_CALLS] " + n + " " + a),
  MISTRAL_ARRAY((n, a) -> "[TOOL_CALLS][{\"name\": \"" + n + "\", \"arguments\": " + a + "}]"),
  MISTRAL_ARGS((n, a) -> "[TOOL_CALLS]" + n + "[ARGS]" + a),
  MISTRAL_CALL_ID((n, a) -> "[TOOL_CALLS]" + n + "[CALL_ID]abc123456[ARGS]" + a),
  REHEARSED((n, a) -> n + "[ARGS]" + a),
  PYTHON_TAG((n, a) -> "<|python_tag|>{\"name\": \"" + n + "\", \"parameters\": " + a + "}"),
  PYTHONIC((n, a) -> "[" + n + "(" + keywords(a) + ")]"),
  PYTHON_LINE((n, a) -> n + "(" + keywords(a) + ")"),
  LFM2((n, a) -> "<|tool_call_start|>[" + n + "(" + keywords(a) + ")]<|tool_call_end|>"),
  TOOL_CODE((n, a) -> "```tool_code\n" + n + "(" + keywords(a) + ")\n```"),
  TOOL_CODE_PRINT((n, a) -> "```tool_code\nprint(default_api." + n + "(" + keywords(a) + "))\n```"),
  GEMMA((n, a) -> "<|tool_call>call:" + n + "{" + marked(a, "<|\"|>") + "}<tool_call|>"),
  FUNCTION_GEMMA(
      (n, a) ->
          "<start_function_call>call:" + n + "{" + marked(a, "<escape>") + "}<end_function_call>"),
  DEEPSEEK_R1(
      (n, a) ->
          "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>"
              + n
              + "\n```json\n"
              + a
              + "\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>"),
  DEEPSEEK_V31(
      (n, a) ->
          "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>"
              + n
              + "<｜tool▁sep｜>"
              + a
              + "<｜tool▁call▁end｜><｜tool▁calls▁end｜>"),
  DEEPSEEK_DSML(
      (n, a) ->
          "<｜DSML｜function_calls>\n<｜DSML｜invoke name=\""
              + n
              + "\">\n"
              + dsml(a)
              + "</｜DSML｜invoke>\n</｜DSML｜function_calls>"),
  HARMONY(
      (n, a) ->
          "<|channel|>commentary to=functions."
              + n
              + " <|constrain|>json<|message|>"
              + a
              + "<|call|>"),
  HARMONY_START(
      (n, a) ->
          "<|start|>assistant to=functions."
              + n
              + "<|channel|>commentary json<|message|>"
              + a
              + "<|call|>"),
  KIMI(
      (n, a) ->
          "<|tool_calls_section_begin|><|tool_call_begin|>functions."
              + n
              + ":0<|tool_call_argument_begin|>"
              + a
              + "<|tool_call_end|><|tool_calls_section_end|>"),
  NEMOTRON((n, a) -> "<TOOLCALL>[{\"name\": \"" + n + "\", \"arguments\": " + a + "}]</TOOLCALL>"),
  PHI((n, a) -> "<|tool_call|>[{\"name\": \"" + n + "\", \"arguments\": " + a + "}]<|/tool_call|>"),
  APERTUS((n, a) -> "<|tools_prefix|>[{\"" + n + "\": " + a + "}]<|tools_suffix|>"),
  COMMAND_R(
      (n, a) ->
          "<|START_ACTION|>[{\"tool_call_id\": \"0\", \"tool_name\": \""
              + n
              + "\", \"parameters\": "
              + a
              + "}]<|END_ACTION|>"),
  FIREFUNCTION((n, a) -> "functools[{\"name\": \"" + n + "\", \"arguments\": " + a + "}]"),
  FUNCTIONARY((n, a) -> ">>>" + n + "\n" + a),
  FUNCTIONARY_RECIPIENT((n, a) -> "<|recipient|>" + n + "\n<|content|>" + a);

  private final BiFunction<String, String, String> writer;

  WrittenSyntax(BiFunction<String, String, String> writer) {
    this.writer = writer;
  }

  String write(String name, String arguments) {
    return writer.apply(name, arguments);
  }

  private static String each(String json, BiFunction<String, JsonNode, String> form) {
    StringBuilder text = new StringBuilder();
    JsonNode node = Json.parse(json).orElseThrow();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      text.append(form.apply(field.getKey(), field.getValue()));
    }
    return text.toString();
  }

  private static String plain(JsonNode value) {
    return value.isTextual() ? value.textValue() : Json.text(value);
  }

  private static String parameters(String json) {
    return each(json, (k, v) -> "<parameter=" + k + ">\n" + plain(v) + "\n</parameter>\n");
  }

  private static String named(String json) {
    return each(json, (k, v) -> "<parameter name=\"" + k + "\">" + plain(v) + "</parameter>\n");
  }

  private static String dsml(String json) {
    return each(
        json,
        (k, v) ->
            "<｜DSML｜parameter name=\""
                + k
                + "\" string=\""
                + v.isTextual()
                + "\">"
                + plain(v)
                + "</｜DSML｜parameter>\n");
  }

  private static String pairs(String json) {
    return each(
        json, (k, v) -> "<arg_key>" + k + "</arg_key>\n<arg_value>" + plain(v) + "</arg_value>\n");
  }

  private static String keywords(String json) {
    String all = each(json, (k, v) -> ", " + k + "=" + Json.text(v).replaceAll("^true$", "True"));
    return all.isEmpty() ? "" : all.substring(2);
  }

  private static String marked(String json, String mark) {
    String all =
        each(
            json,
            (k, v) -> "," + k + ":" + (v.isTextual() ? mark + v.textValue() + mark : Json.text(v)));
    return all.isEmpty() ? "" : all.substring(1);
  }
}
