package dev.hearth.guard.rescue;

import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.List;

/** DeepSeek's tags, which are those of {@code invoke} with a word of their own in each. */
final class DsmlBlock extends Block {
  private static final String WORD = "｜DSML｜";
  private static final List<String> ENDS =
      List.of("</｜DSML｜function_calls>", "</｜DSML｜tool_calls>");

  private final int start;

  DsmlBlock(ToolNames tools, int from) {
    super(tools, from);
    start = from;
  }

  @Override
  String syntax() {
    return "DeepSeek DSML";
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    while (at < length) {
      int found = Match.any(text, at, length, ENDS);
      if (found < 0 && ending == Ending.NOT_YET) {
        return Progress.OPEN;
      }
      if (found > 0) {
        String body = text.subSequence(start, at).toString();
        at += found;
        return close(new Body(tools, true).read(body.replace(WORD, ""), false));
      }
      at++;
    }
    if (ending == Ending.NOT_YET) {
      return Progress.OPEN;
    }
    String body = text.subSequence(start, length).toString().replace(WORD, "");
    return close(
        ending == Ending.CUT
            ? new Outcome.Broken(Body.mentioned(tools, body), true)
            : new Body(tools, true).read(body, true));
  }
}
