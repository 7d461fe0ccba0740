package dev.hearth.guard.rescue;

import dev.hearth.guard.names.ToolNames;
import dev.hearth.guard.rescue.EnvelopeBlock.Envelope;
import java.util.List;

/** {@code [TOOL_CALLS]} with a list of calls, or with a name and its arguments. */
final class MistralBlock extends Block {
  static final String MARKER = "[TOOL_CALLS]";
  static final String ARGUMENTS = "[ARGS]";
  static final List<String> BRIDGES = List.of(ARGUMENTS, "[CALL_ID]");

  private static final Envelope LIST = new Envelope("Mistral", MARKER, "[/TOOL_CALLS]");

  private Block inner;

  MistralBlock(ToolNames tools, int from) {
    super(tools, from);
  }

  @Override
  String syntax() {
    return "Mistral";
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    if (inner == null) {
      skipSpace(text, length);
      if (at >= length) {
        return ending == Ending.NOT_YET
            ? Progress.OPEN
            : close(new Outcome.Broken("", ending == Ending.CUT));
      }
      char c = text.charAt(at);
      inner =
          c == '[' || c == '{'
              ? new EnvelopeBlock(tools, LIST, at)
              : new CallBlock(tools, "Mistral", BRIDGES, at);
    }
    Progress progress = inner.read(text, length, ending);
    at = inner.end();
    return progress == Progress.CLOSED ? close(inner.outcome()) : progress;
  }
}
