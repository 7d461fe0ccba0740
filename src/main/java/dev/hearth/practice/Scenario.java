package dev.hearth.practice;

import java.util.Locale;

/**
 * One thing the practice server can show. It is chosen by its {@link #keyword()} anywhere in the
 * last message of the user.
 */
public enum Scenario {
  HELP(Group.ANSWERS, "What can I type?", "The list of everything below"),
  TEXT(Group.ANSWERS, "A written answer", "Several paragraphs of Markdown, streamed"),
  THINK(Group.ANSWERS, "Reasoning first", "Reasoning kept apart from the answer"),
  LONG(Group.ANSWERS, "A long answer", "About a thousand tokens: time enough to watch or to stop"),

  CALL(Group.CALLS, "A tool call", "A clean native call with arguments that fit the schema"),
  PARALLEL_CALLS(Group.CALLS, "Two calls at once", "Two native calls in one reply"),
  THINK_CALL(Group.CALLS, "Reasoning, then a call", "Reasoning followed by a native call"),
  TEXT_CALL(Group.CALLS, "A sentence, then a call", "Prose followed by a native call"),

  FENCED_TOOL_ARGS(
      Group.CALLS_AS_TEXT, "Fenced JSON, tool/args", "A call in a code fence is rescued"),
  FENCED_NAME_ARGUMENTS(
      Group.CALLS_AS_TEXT, "Fenced JSON, name/arguments", "The other common pair of keys"),
  BARE_JSON(Group.CALLS_AS_TEXT, "Bare JSON", "A call as nothing but a JSON object"),
  JSON_ARRAY(Group.CALLS_AS_TEXT, "An array of calls", "Two calls in one JSON array"),
  TOOL_CALL_JSON(Group.CALLS_AS_TEXT, "<tool_call> with JSON", "Hermes and Qwen markup"),
  TOOL_CALL_XML(Group.CALLS_AS_TEXT, "<tool_call> with XML", "Qwen-Coder markup"),
  FUNCTION_TAGS(Group.CALLS_AS_TEXT, "<function=…>", "Function tags without an outer tag"),
  MISTRAL(Group.CALLS_AS_TEXT, "[TOOL_CALLS]name{…}", "Mistral markup with a name"),
  MISTRAL_ARRAY(Group.CALLS_AS_TEXT, "[TOOL_CALLS][…]", "Mistral markup with an array"),
  ARGS_MARKER(Group.CALLS_AS_TEXT, "name[ARGS]{…}", "A name and an argument marker"),
  PYTHON_TAG(Group.CALLS_AS_TEXT, "<|python_tag|>", "Llama 3 markup"),
  TOOL_CODE(Group.CALLS_AS_TEXT, "tool_code", "Gemma's fenced Python call"),
  PYTHONIC(Group.CALLS_AS_TEXT, "[name(a=1)]", "A list of Python calls"),
  DEEPSEEK(Group.CALLS_AS_TEXT, "DeepSeek markup", "Calls between DeepSeek's own tokens"),
  HARMONY(Group.CALLS_AS_TEXT, "Harmony channels", "A call on gpt-oss's commentary channel"),
  THINK_TAGS_CALL(
      Group.CALLS_AS_TEXT,
      "Think tags, then a call",
      "A call after think tags that were left in the text"),

  UNKNOWN_TOOL(Group.BAD_CALLS, "An unknown tool", "A call to a tool nobody offered", true),
  NEAR_MISS_NAME(Group.BAD_CALLS, "A near miss", "A name with the wrong capitals", true),
  MALFORMED_ARGUMENTS(Group.BAD_CALLS, "Broken arguments", "Arguments that are no JSON", true),
  MISSING_FIELD(Group.BAD_CALLS, "A missing field", "A required argument left out", true),
  WRONG_TYPE(Group.BAD_CALLS, "A wrong type", "An object where a plain value belongs", true),
  QUOTED_NUMBER(Group.BAD_CALLS, "A quoted number", "A number in quotes, which is repaired", true),
  JSON_IN_STRING(
      Group.BAD_CALLS, "Arguments in a string", "A JSON string that holds the object", true),
  LONE_VALUE(Group.BAD_CALLS, "A lone value", "A single value where a list belongs", true),
  BAD_TEXT_CALL(
      Group.BAD_CALLS, "A bad call as text", "A call in a code fence that breaks the schema", true),
  ONE_BAD_OF_SEVERAL(
      Group.BAD_CALLS, "One bad among several", "One bad call fails the whole reply", true),
  PROSE(Group.BAD_CALLS, "Words instead of a call", "Says what it would do and does not", true),
  EMPTY(Group.BAD_CALLS, "Nothing at all", "An empty reply", true),
  REPETITION(Group.BAD_CALLS, "Endless repetition", "The same line without end", true),

  TRUNCATED(Group.STREAMS, "Cut by the limit", "A text that ends with the reason length"),
  TRUNCATED_CALL(Group.STREAMS, "A call cut short", "A call whose arguments end half-way", true),
  SLOW(Group.STREAMS, "A slow model", "A token now and then"),
  STALL(Group.STREAMS, "A stall", "A few words, then silence for ever"),
  CUT(Group.STREAMS, "A lost connection", "The connection ends in the middle"),
  GARBLED(Group.STREAMS, "A garbled stream", "An event that is no JSON"),
  INVALID_UTF8(Group.STREAMS, "Invalid UTF-8", "Bytes that are no text"),
  ERROR_EVENT(Group.STREAMS, "An error in the stream", "An error event after some words"),

  HTTP_401(Group.ERRORS, "401 Unauthorized", "The server refuses the key"),
  HTTP_429(Group.ERRORS, "429 Too Many Requests", "Too many requests, with Retry-After"),
  HTTP_500(Group.ERRORS, "500 Internal Server Error", "The server fails"),
  HTTP_503(Group.ERRORS, "503 Service Unavailable", "The server is overloaded"),
  LOADING(Group.ERRORS, "Still loading", "503 as llama-server sends it while it loads a model"),
  CONTEXT_OVERFLOW(Group.ERRORS, "Too long a prompt", "The prompt exceeds the context"),
  REJECTED_GENERATION(
      Group.ERRORS, "A rejected generation", "500 because the server could not read the call"),
  NO_CHOICES(Group.ERRORS, "A broken envelope", "200 with JSON that is no reply"),
  NOT_JSON(Group.ERRORS, "A web page", "200 with HTML instead of JSON");

  /** What kind of thing a scenario shows. */
  public enum Group {
    ANSWERS("Answers"),
    CALLS("Tool calls"),
    CALLS_AS_TEXT("Calls written as text"),
    BAD_CALLS("Bad calls"),
    STREAMS("Troubled streams"),
    ERRORS("Server errors");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  static final String PREFIX = "practice:";

  private final Group group;
  private final String title;
  private final String shows;
  private final boolean correctable;

  Scenario(Group group, String title, String shows) {
    this(group, title, shows, false);
  }

  Scenario(Group group, String title, String shows, boolean correctable) {
    this.group = group;
    this.title = title;
    this.shows = shows;
    this.correctable = correctable;
  }

  public Group group() {
    return group;
  }

  /** A few words for a list. */
  public String title() {
    return title;
  }

  /** What there is to be seen, in a sentence's part. */
  public String shows() {
    return shows;
  }

  /** What to type. */
  public String keyword() {
    return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether the next attempt is right after the model was told what was wrong, unless the message
   * also holds the word {@code always}.
   */
  public boolean correctable() {
    return correctable;
  }

  /** Whether it shows nothing without tools on offer. */
  public boolean needsTools() {
    return group == Group.CALLS
        || group == Group.CALLS_AS_TEXT
        || this == TRUNCATED_CALL
        || group == Group.BAD_CALLS && this != EMPTY && this != REPETITION;
  }
}
