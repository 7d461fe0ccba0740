package dev.hearth.models.ability;

/** The way a model family writes a tool call. */
public enum ToolFormat {
  NONE("none"),
  HERMES("Hermes JSON in <tool_call>"),
  QWEN_XML("Qwen XML in <tool_call>"),
  GLM("GLM <arg_key>/<arg_value>"),
  MISTRAL("Mistral [TOOL_CALLS]"),
  LLAMA3("Llama 3 JSON"),
  FUNCTIONARY("Functionary"),
  COMMAND_R("Command R actions"),
  DEEPSEEK("DeepSeek tool tokens"),
  DEEPSEEK_DSML("DeepSeek DSML"),
  GRANITE("Granite"),
  HARMONY("gpt-oss Harmony"),
  KIMI("Kimi tool sections"),
  MINIMAX("MiniMax XML"),
  NEMOTRON("Nemotron <TOOLCALL>"),
  FIREFUNCTION("FireFunction"),
  APERTUS("Apertus <|tools_prefix|>"),
  LFM2("LFM2 tool call list"),
  PHI("Phi <|tool_call|>"),
  GEMMA("Gemma tool calls"),
  SEED("Seed-OSS XML"),
  GENERIC("the template's own");

  private final String label;

  ToolFormat(String label) {
    this.label = label;
  }

  /** The format's name for people. */
  public String label() {
    return label;
  }
}
