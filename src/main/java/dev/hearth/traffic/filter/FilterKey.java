package dev.hearth.traffic.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a filter can ask about, under the name typed before the colon. */
public enum FilterKey {
  TOOL("tool", Kind.TEXT, "x.k_tool", "a tool called in the reply", "tool:read_file"),
  OFFERED("offered", Kind.TEXT, "x.k_offered", "a tool the request offered", "offered:edit"),
  MODEL("model", Kind.TEXT, "x.k_model", "the model asked for or answering", "model:qwen"),
  CLIENT("client", Kind.TEXT, "x.k_client", "the program that asked", "client:claude-code"),
  SESSION("session", Kind.TEXT, "x.k_session", "the conversation", "session:abc"),
  PATH("path", Kind.TEXT, "x.k_path", "the request path", "path:/v1/messages"),
  METHOD("method", Kind.TEXT, "x.k_method", "the HTTP method", "method:POST"),
  PROTOCOL("protocol", Kind.TEXT, "x.k_protocol", "the dialect", "protocol:anthropic"),
  RULE("rule", Kind.TEXT, "x.k_rule", "a guard rule that fired", "rule:schema"),
  ERROR("error", Kind.TEXT, "x.k_error", "words of the error", "error:timeout"),
  FINISH("finish", Kind.TEXT, "x.k_finish", "why the reply ended", "finish:length"),
  ID("id", Kind.TEXT, "x.k_id", "the exchange's id", "id:01JD"),
  REPLAY("replay", Kind.TEXT, "x.k_replay", "replays of an exchange", "replay:01JD"),
  VERDICT("verdict", Kind.VERDICT, "x.k_verdict", "what the guard decided", "verdict:rescued"),
  STATUS("status", Kind.STATUS, "x.status", "HTTP status or how it ended", "status:>=400"),
  IS("is", Kind.FLAG, "", "a property it has", "is:pinned"),
  ATTEMPTS("attempts", Kind.NUMBER, "x.attempts", "backend calls made", "attempts:>1"),
  TOKENS("tokens", Kind.NUMBER, "x.tokens", "prompt and completion tokens", "tokens>5000"),
  PROMPT("prompt", Kind.NUMBER, "x.prompt", "prompt tokens", "prompt:>20k"),
  COMPLETION("completion", Kind.NUMBER, "x.completion", "generated tokens", "completion:<10"),
  MESSAGES("messages", Kind.NUMBER, "x.messages", "messages in the request", "messages:>50"),
  SIZE("size", Kind.BYTES, "x.bytes", "size of the request body", "size:>200k"),
  TPS("tps", Kind.NUMBER, "x.tps", "generated tokens a second", "tps:<10"),
  CTX("ctx", Kind.PERCENT, "x.ctx", "how full the context is", "ctx:>90%"),
  TTFT("ttft", Kind.DURATION, "x.ttft", "time to the first token", "ttft:>2s"),
  DURATION("duration", Kind.DURATION, "x.duration", "the whole time", "duration:>1m"),
  HELD("held", Kind.DURATION, "x.held", "time the guard held output back", "held:>1s"),
  QUEUED("queued", Kind.DURATION, "x.queued", "time in the queue", "queued:>5s"),
  AFTER("after", Kind.TIME, "x.time", "received after", "after:2h"),
  BEFORE("before", Kind.TIME, "x.time", "received before", "before:2026-11-20"),
  TEXT(
      "text", Kind.WORDS, "", "words of messages, tools, results, errors", "text:\"no such file\"");

  /** What kind of value a key takes. */
  public enum Kind {
    /** Part of a text; {@code =} before it asks for the whole. */
    TEXT,
    /** Words in order. */
    WORDS,
    /** A number, a comparison or a range. */
    NUMBER,
    /** Bytes, with k, M or G. */
    BYTES,
    /** A percentage. */
    PERCENT,
    /** A time span such as 300ms, 2s, 5m. */
    DURATION,
    /** A moment, or a span back from now. */
    TIME,
    /** A guard verdict. */
    VERDICT,
    /** A status number or a word for how it ended. */
    STATUS,
    /** A property. */
    FLAG
  }

  private final String word;
  private final Kind kind;
  private final String column;
  private final String meaning;
  private final String example;

  FilterKey(String word, Kind kind, String column, String meaning, String example) {
    this.word = word;
    this.kind = kind;
    this.column = column;
    this.meaning = meaning;
    this.example = example;
  }

  /** The word typed before the colon. */
  public String word() {
    return word;
  }

  /** What kind of value it takes. */
  public Kind kind() {
    return kind;
  }

  /** What it asks about, in plain words. */
  public String meaning() {
    return meaning;
  }

  /** How it is used. */
  public String example() {
    return example;
  }

  String column() {
    return column;
  }

  /** The words this key understands, empty when any value will do. */
  public List<String> words() {
    return switch (kind) {
      case VERDICT -> VerdictWord.ALL;
      case STATUS -> StatusWord.ALL;
      case FLAG -> Flag.ALL;
      default -> List.of();
    };
  }

  /** The key of this name. */
  public static Optional<FilterKey> named(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(k -> k.word.equals(lower)).findFirst();
  }
}
