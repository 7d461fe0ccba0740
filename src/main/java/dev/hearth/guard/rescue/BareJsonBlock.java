package dev.hearth.guard.rescue;

import dev.hearth.guard.json.JsonSpan;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.wire.Json;
import java.util.List;

/**
 * JSON with nothing around it that says what it is. Its first keys tell: it is given up the moment
 * they are not those of a call, so that ordinary JSON streams on.
 */
final class BareJsonBlock extends Block {
  /** Enough of a string to compare it with a tool's name. */
  private static final int LONGEST_NAME = 160;

  private enum Expect {
    OPENING,
    KEY,
    COLON,
    VALUE,
    SEPARATOR
  }

  private enum Name {
    NONE,
    KNOWN,
    UNKNOWN
  }

  private final int start;
  private final JsonSpan span;
  private final StringBuilder token = new StringBuilder();
  private Expect expect = Expect.OPENING;
  private String key = "";
  private int scanned;
  private int depth;
  private char quote;
  private boolean escaped;
  private boolean sawKey;
  private boolean decided;
  private Name name = Name.NONE;
  private boolean sawArguments;
  private boolean wrapper;

  BareJsonBlock(ToolNames tools, int from) {
    super(tools, from);
    start = from;
    scanned = from;
    span = new JsonSpan(from, List.of());
  }

  @Override
  String syntax() {
    return "JSON";
  }

  /** Whether this is JSON at all, as far as was read, so that what is inside it is data. */
  boolean isJson() {
    return sawKey;
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    JsonSpan.State state = span.read(text, length, ending != Ending.NOT_YET);
    at = span.end();
    while (!decided && scanned < at) {
      if (!look(text.charAt(scanned++))) {
        at = scanned;
        return Progress.REFUSED;
      }
    }
    if (state == JsonSpan.State.CLOSED) {
      return judge(text.subSequence(start, at).toString(), false, false);
    }
    if (ending == Ending.NOT_YET) {
      return Progress.OPEN;
    }
    return judge(text.subSequence(start, length).toString(), true, ending == Ending.CUT);
  }

  private Progress judge(String json, boolean unclosed, boolean cut) {
    JsonCalls reader = new JsonCalls(tools, false);
    List<WrittenCall> calls = cut ? List.of() : reader.read(json, unclosed);
    if (!calls.isEmpty()) {
      return close(new Outcome.Calls(calls));
    }
    // Well-formed JSON that is no call is data, such as a tool's own description.
    boolean meant =
        Json.parse(json).isEmpty()
            && (wrapper
                || name == Name.KNOWN && (sawArguments || unclosed)
                || unclosed && beganName());
    String tool = Body.mentioned(tools, json);
    return meant && (!tool.isEmpty() || beganName())
        ? close(new Outcome.Broken(tool, unclosed))
        : Progress.REFUSED;
  }

  /** Whether the text ends inside what is about to be a tool's name. */
  private boolean beganName() {
    return quote != 0
        && expect == Expect.VALUE
        && depth == 1
        && JsonCalls.NAME_KEYS.contains(key)
        && !token.isEmpty()
        && tools.all().stream().anyMatch(tool -> tool.startsWith(token.toString()));
  }

  /** Takes the next character; false when this cannot be a call. */
  private boolean look(char c) {
    if (quote != 0) {
      return inString(c);
    }
    if (Character.isWhitespace(c)) {
      return true;
    }
    return switch (expect) {
      case OPENING -> opening(c);
      case KEY -> key(c);
      case COLON -> {
        expect = Expect.VALUE;
        yield c == ':';
      }
      case VALUE -> value(c);
      case SEPARATOR -> separator(c);
    };
  }

  private boolean opening(char c) {
    if (c == '{') {
      expect = Expect.KEY;
      depth = 1;
      return true;
    }
    return c == '[';
  }

  private boolean key(char c) {
    if (c != '"' && c != '\'') {
      return false;
    }
    quote = c;
    token.setLength(0);
    return true;
  }

  private boolean inString(char c) {
    if (escaped) {
      escaped = false;
    } else if (c == '\\') {
      escaped = true;
    } else if (c == quote) {
      quote = 0;
      return depth > 1 || ended();
    }
    if (depth == 1 && token.length() < LONGEST_NAME) {
      token.append(c);
    }
    return true;
  }

  private boolean ended() {
    if (expect == Expect.KEY) {
      key = token.toString();
      expect = Expect.COLON;
      return known();
    }
    expect = Expect.SEPARATOR;
    return string(token.toString());
  }

  /** A key has come; only those of a call keep the block alive. */
  private boolean known() {
    sawKey = true;
    if (JsonCalls.NAME_KEYS.contains(key) || JsonCalls.IDLE_KEYS.contains(key)) {
      return true;
    }
    if (JsonCalls.ARGUMENT_KEYS.contains(key)) {
      sawArguments = true;
      decided = name != Name.NONE;
      return true;
    }
    if (JsonCalls.WRAPPER_KEYS.contains(key)) {
      wrapper = true;
      return true;
    }
    return name == Name.KNOWN;
  }

  /** A string value has come at the top. */
  private boolean string(String value) {
    if (key.equals("type")) {
      return name == Name.KNOWN
          || List.of("function", "tool_use", "tool_call", "function_call").contains(value);
    }
    if (JsonCalls.NAME_KEYS.contains(key) && name == Name.NONE) {
      name = tools.meant(value).isPresent() ? Name.KNOWN : Name.UNKNOWN;
      decided = sawArguments;
      return name == Name.KNOWN || JsonCalls.looksLikeName(value);
    }
    if (wrapper) {
      wrapper = false;
      return false;
    }
    return true;
  }

  private boolean value(char c) {
    if (c == '"' || c == '\'') {
      quote = c;
      token.setLength(0);
      return true;
    }
    if (c == '{' || c == '[') {
      if (depth == 1 && (wrapper || key.equals("function") && c == '{')) {
        wrapper = true;
        decided = true;
        return true;
      }
      if (depth == 1 && JsonCalls.NAME_KEYS.contains(key)) {
        return false;
      }
      depth++;
      expect = Expect.SEPARATOR;
      return true;
    }
    if (depth == 1 && (wrapper || JsonCalls.NAME_KEYS.contains(key) && !key.equals("name"))) {
      return false;
    }
    expect = Expect.SEPARATOR;
    return true;
  }

  private boolean separator(char c) {
    if (c == '}' || c == ']') {
      depth--;
      // The first object decides about a list as well; from here the span counts alone.
      decided = depth <= 0;
      return depth > 0 || name == Name.KNOWN || sawArguments || wrapper;
    }
    if (depth == 1) {
      if (c == ',') {
        expect = Expect.KEY;
      }
      return true;
    }
    if (c == '{' || c == '[') {
      depth++;
    } else if (c == '"' || c == '\'') {
      quote = c;
    }
    return true;
  }
}
