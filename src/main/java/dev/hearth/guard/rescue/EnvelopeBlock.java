package dev.hearth.guard.rescue;

import dev.hearth.guard.json.JsonSpan;
import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.List;

/** What stands between an opening marker and its closing one, which models often leave out. */
final class EnvelopeBlock extends Block {
  /** Longer runs of letters behind a marker are no tool's name. */
  private static final int LONGEST_NAME = 128;

  private enum Phase {
    ENTRY,
    NAME,
    JSON,
    TAIL,
    SEARCH
  }

  private final Envelope envelope;
  private Phase phase = Phase.ENTRY;
  private final int bodyStart;
  private int bodyEnd;
  private int nameStart;
  private JsonSpan span;

  EnvelopeBlock(ToolNames tools, Envelope envelope, int from) {
    super(tools, from);
    this.envelope = envelope;
    bodyStart = from;
  }

  @Override
  String syntax() {
    return envelope.label();
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    while (true) {
      Progress progress =
          switch (phase) {
            case ENTRY -> entry(text, length, ending);
            case NAME -> name(text, length, ending);
            case JSON -> json(text, length, ending);
            case TAIL -> tail(text, length, ending);
            case SEARCH -> search(text, length, ending);
          };
      if (progress != null) {
        return progress;
      }
    }
  }

  /** Null means: go on in the new phase. */
  private Progress go(Phase next) {
    phase = next;
    return null;
  }

  private Progress entry(CharSequence text, int length, Ending ending) {
    skipSpace(text, length);
    if (at >= length) {
      return ending == Ending.NOT_YET ? Progress.OPEN : finish(text, length, ending);
    }
    char c = text.charAt(at);
    if (envelope.jsonOnly() && c != '[' && c != '{') {
      return Progress.REFUSED;
    }
    if ((c == '{' || c == '[') && !envelope.opaque()) {
      span = new JsonSpan(at, envelope.closers());
      return go(Phase.JSON);
    }
    if (c == '<' || c == '[' || c == '{' || c == '`' && at > bodyStart) {
      return go(Phase.SEARCH);
    }
    if (Character.isLetter(c) || c == '_') {
      nameStart = at;
      return go(Phase.NAME);
    }
    return Progress.REFUSED;
  }

  /** A name must be followed by arguments or a new line, or this is a sentence about the marker. */
  private Progress name(CharSequence text, int length, Ending ending) {
    while (at < length && (Match.nameChar(text.charAt(at)) || text.charAt(at) == ':')) {
      at++;
    }
    if (at - nameStart > LONGEST_NAME) {
      return Progress.REFUSED;
    }
    int next = past(text, at, length, " \t\r\n");
    if (next >= length && ending == Ending.NOT_YET) {
      return Progress.OPEN;
    }
    if (tools.meant(text.subSequence(nameStart, at).toString()).isPresent()) {
      return go(Phase.SEARCH);
    }
    if (next >= length) {
      return Progress.REFUSED;
    }
    int pairs = Match.word(text, next, length, "<arg_key>");
    if (pairs < 0 && ending == Ending.NOT_YET) {
      return Progress.OPEN;
    }
    return pairs > 0 || "{[(`".indexOf(text.charAt(next)) >= 0
        ? go(Phase.SEARCH)
        : Progress.REFUSED;
  }

  private Progress json(CharSequence text, int length, Ending ending) {
    JsonSpan.State state = span.read(text, length, ending != Ending.NOT_YET);
    at = span.end();
    bodyEnd = at;
    if (state == JsonSpan.State.OPEN) {
      return ending == Ending.NOT_YET ? Progress.OPEN : finish(text, length, ending);
    }
    return go(Phase.TAIL);
  }

  /** Behind a value: another one, the closing marker, or the end of the block. */
  private Progress tail(CharSequence text, int length, Ending ending) {
    int next = past(text, at, length, " \t\r\n,;}]");
    if (next >= length && ending == Ending.NOT_YET) {
      return Progress.OPEN;
    }
    if (next < length) {
      char c = text.charAt(next);
      int closer = Match.any(text, next, length, envelope.closers());
      if (closer < 0 && ending == Ending.NOT_YET) {
        return Progress.OPEN;
      }
      if (closer > 0) {
        at = next + closer;
        return parse(text, ending);
      }
      if (c == '[' && next + 1 >= length && ending == Ending.NOT_YET) {
        return Progress.OPEN;
      }
      if (c == '{' || c == '[' && !opensTag(text, next, length)) {
        span = new JsonSpan(next, envelope.closers());
        return go(Phase.JSON);
      }
    }
    at = bodyEnd;
    return parse(text, ending);
  }

  /** A bracketed marker such as Mistral's is no further value. */
  private static boolean opensTag(CharSequence text, int at, int length) {
    return at + 1 < length && Character.isUpperCase(text.charAt(at + 1));
  }

  private Progress search(CharSequence text, int length, Ending ending) {
    while (at < length) {
      int closer = Match.any(text, at, length, envelope.closers());
      if (closer < 0 && ending == Ending.NOT_YET) {
        return Progress.OPEN;
      }
      if (closer > 0) {
        bodyEnd = at;
        at += closer;
        return parse(text, ending);
      }
      at++;
    }
    return ending == Ending.NOT_YET ? Progress.OPEN : finish(text, length, ending);
  }

  private Progress parse(CharSequence text, Ending ending) {
    return close(read(text, bodyEnd, true, false));
  }

  private Progress finish(CharSequence text, int length, Ending ending) {
    at = length;
    return close(
        ending == Ending.CUT
            ? new Outcome.Broken(
                Body.mentioned(tools, text.subSequence(bodyStart, length).toString()), true)
            : read(text, length, true, true));
  }

  private Outcome read(CharSequence text, int end, boolean mayClose, boolean cut) {
    return new Body(tools, mayClose).read(text.subSequence(bodyStart, end).toString(), cut);
  }

  /**
   * A pair of markers.
   *
   * @param label what the user sees
   * @param opener the opening marker
   * @param closers the closing markers
   * @param opaque whether brackets inside must not be counted, because strings have marks of their
   *     own
   * @param jsonOnly whether nothing but JSON can follow
   */
  record Envelope(
      String label, String opener, List<String> closers, boolean opaque, boolean jsonOnly) {
    Envelope {
      closers = List.copyOf(closers);
    }

    Envelope(String label, String opener, String... closers) {
      this(label, opener, List.of(closers), false, false);
    }
  }
}
