package dev.hearth.guard.rescue;

import dev.hearth.guard.json.Match;
import dev.hearth.guard.names.ToolNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The sections of DeepSeek and Kimi: a begin and an end around calls that each have a head, a
 * divider and their arguments.
 */
final class SectionBlock extends Block {
  private final Section section;
  private final int start;

  SectionBlock(ToolNames tools, Section section, int from) {
    super(tools, from);
    this.section = section;
    start = from;
  }

  @Override
  String syntax() {
    return section.label();
  }

  @Override
  Progress read(CharSequence text, int length, Ending ending) {
    while (at < length) {
      int found = Match.any(text, at, length, section.ends());
      if (found < 0 && ending == Ending.NOT_YET) {
        return Progress.OPEN;
      }
      if (found > 0) {
        String body = text.subSequence(start, at).toString();
        at += found;
        return close(parse(plain(body), false));
      }
      at++;
    }
    if (ending == Ending.NOT_YET) {
      return Progress.OPEN;
    }
    String body = plain(text.subSequence(start, length).toString());
    return close(
        ending == Ending.CUT
            ? new Outcome.Broken(Body.mentioned(tools, body), true)
            : parse(body, true));
  }

  /** DeepSeek's wide bar and its low space, of the same length as what stands for them. */
  private static String plain(String text) {
    return text.replace('｜', '|').replace('▁', '_');
  }

  private Outcome parse(String body, boolean cut) {
    List<WrittenCall> calls = new ArrayList<>();
    for (String part : body.split(java.util.regex.Pattern.quote(section.head()))) {
      String call = part;
      for (String end : section.tails()) {
        int to = call.indexOf(end);
        call = to < 0 ? call : call.substring(0, to);
      }
      if (call.isBlank()) {
        continue;
      }
      WrittenCall read = call(call);
      if (read.name().isEmpty() || read.arguments().isTextual()) {
        return new Outcome.Broken(Body.mentioned(tools, call), cut);
      }
      calls.add(read);
    }
    return calls.isEmpty() ? new Outcome.Broken("", cut) : new Outcome.Calls(calls);
  }

  private WrittenCall call(String text) {
    int divider = text.indexOf(section.divider());
    String head = divider < 0 ? "" : text.substring(0, divider).strip();
    String rest = divider < 0 ? text : text.substring(divider + section.divider().length());
    String name = head;
    // The older form has the word "function" first and the name on a line of its own behind it.
    if (head.equals("function") && tools.exact(head).isEmpty()) {
      String line = rest.strip();
      int end = line.indexOf('\n');
      name = end < 0 ? line : line.substring(0, end).strip();
      rest = end < 0 ? "" : line.substring(end);
    }
    return new Body(tools, false).call(name, rest);
  }

  /**
   * @param label what the user sees
   * @param head what begins a call
   * @param divider what stands between name and arguments
   * @param tails what ends a call
   * @param ends what ends the section, in every spelling
   */
  record Section(
      String label, String head, String divider, List<String> tails, List<String> ends) {}
}
