package dev.hearth.practice.gguf;

import java.util.List;

/** What the clockwork model can say, word for word, and the marks that steer it. */
final class Phrases {
  static final List<String> TEXT =
      List.of(
          "Hello!",
          " I am",
          " Tiny,",
          " a clockwork",
          " test",
          " model.",
          " I",
          " always",
          " give",
          " this",
          " answer.");
  static final List<String> TOOL = List.of("The", " tool", " answered.", " All", " done.");
  static final List<String> THINK = List.of("Let me", " think", " step", " by", " step:", " easy.");
  static final List<String> THOUGHT = List.of("I thought", " about it.", " Forty-two.");
  static final List<String> COUNT =
      List.of(
          "one",
          " two",
          " three",
          " four",
          " five",
          " six",
          " seven",
          " eight",
          " nine",
          " ten",
          " eleven",
          " twelve,\n");

  static final String END_OF_TEXT = "<|endoftext|>";
  static final String TURN_END = "<|im_end|>";
  static final String USER_TURN = "<|im_start|>user";
  static final String TOOL_TURN = "<|im_start|>tool";
  static final List<String> CONTROLS =
      List.of(END_OF_TEXT, "<|im_start|>", TURN_END, USER_TURN, TOOL_TURN);

  static final String CALL_OPEN = "<tool_call>";
  static final String CALL_CLOSE = "</tool_call>";
  static final String TOOLS_OPEN = "<tools>";
  static final String THINK_OPEN = "<think>";
  static final String THINK_CLOSE = "</think>";
  static final String ASK_TEXT = "[[text]]";
  static final String ASK_THINK = "[[think]]";
  static final String ASK_LONG = "[[long]]";
  static final List<String> MARKS =
      List.of(
          CALL_OPEN,
          CALL_CLOSE,
          TOOLS_OPEN,
          "</tools>",
          "<tool_response>",
          "</tool_response>",
          THINK_OPEN,
          THINK_CLOSE,
          ASK_TEXT,
          ASK_THINK,
          ASK_LONG);

  /** Frequent strings of a prompt, there only to keep prompts short; the model cannot tell them. */
  static final List<String> COMMON =
      List.of(
          " the",
          " of",
          " and",
          " to",
          " in",
          " is",
          " for",
          " that",
          " with",
          " you",
          " are",
          " not",
          " this",
          " be",
          " on",
          " or",
          " it",
          " as",
          " from",
          " by",
          " an",
          " can",
          " will",
          " file function",
          " functions",
          " call",
          " name",
          " arguments",
          " return",
          " object",
          " within",
          " tags",
          " user",
          " system",
          " assistant",
          " message",
          " answer",
          " question",
          "\"type\": \"",
          "\"function\"",
          "\"description\": \"",
          "\"parameters\": ",
          "\"properties\": ",
          "\"required\": ",
          "\"object\"",
          "\"string\"",
          "\"integer\"",
          "\"boolean\"",
          "\"number\"",
          "\"array\"",
          "\"name\": \"",
          "\"arguments\": ",
          "\"enum\": ",
          "\"items\": ",
          "\"default\": ",
          "additionalProperties",
          " json",
          " tool_call",
          "tion",
          "ing",
          "ment",
          "You may",
          " one",
          " more",
          "# Tools");

  private Phrases() {}
}
