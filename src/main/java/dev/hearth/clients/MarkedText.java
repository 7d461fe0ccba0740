package dev.hearth.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps Hearth's lines between two marks in a text that is a person's; every other line stays as it
 * is, line ends and all.
 */
final class MarkedText {
  private static final String BEGIN = " hearth begin";
  private static final String END = " hearth end";
  private static final Pattern NAME = Pattern.compile("^([A-Za-z0-9_.-]+)\\s*[:=]");
  private static final Pattern ITEM = Pattern.compile("^( *)- ");

  private final String name;
  private final String comment;
  private final String line;
  private final List<String> lines;
  private final Optional<Marks> marks;

  /** Where the marks stand. */
  private record Marks(int begin, int end) {}

  /**
   * @param name what the text is called when it must be refused
   * @param comment what begins a comment
   */
  MarkedText(String name, String text, String comment) throws ConfigRefused {
    this.name = name;
    this.comment = comment;
    this.line = text.contains("\r\n") ? "\r\n" : "\n";
    this.lines = lines(text);
    this.marks = marks();
  }

  /** The text with a block of lines in it, at the end unless it is there already. */
  String withBlock(List<String> block) throws ConfigRefused {
    List<String> all = withoutDoubles(block);
    if (marks.isPresent()) {
      return with(all, marks.get(), marked("", block));
    }
    if (!all.isEmpty()) {
      endLastLine(all);
      if (!all.getLast().isBlank()) {
        all.add(line);
      }
    }
    all.addAll(marked("", block));
    return String.join("", all);
  }

  /** The text with an item below a line, first in its list unless it is there already. */
  String withItem(String under, List<String> header, List<String> item) throws ConfigRefused {
    if (lines.stream().allMatch(String::isBlank)) {
      List<String> all = new ArrayList<>(ended(header));
      all.add(under + line);
      all.addAll(marked("  ", item));
      return String.join("", all);
    }
    if (marks.isPresent()) {
      String indent = indentOf(lines.get(marks.get().begin()));
      return with(lines, marks.get(), marked(indent, indented(item, indent)));
    }
    List<String> all = new ArrayList<>(lines);
    Pattern alone = Pattern.compile("^" + Pattern.quote(under) + "\\s*(#.*)?$");
    int at = -1;
    for (int i = 0; i < all.size(); i++) {
      if (alone.matcher(all.get(i).stripTrailing()).matches()) {
        at = i;
      } else if (all.get(i).startsWith(under)) {
        throw new ConfigRefused(
            name
                + " writes its list of models in a way Hearth cannot add to. Copy the text"
                + " instead.");
      }
    }
    endLastLine(all);
    if (at < 0) {
      all.add(under + line);
      at = all.size() - 1;
    }
    String indent = itemIndent(all, at + 1);
    all.addAll(at + 1, marked(indent, indented(item, indent)));
    return String.join("", all);
  }

  private static String with(List<String> there, Marks place, List<String> block) {
    List<String> all = new ArrayList<>(there.subList(0, place.begin()));
    all.addAll(block);
    if (place.end() == there.size() - 1 && !there.getLast().endsWith("\n")) {
      all.set(all.size() - 1, all.getLast().stripTrailing());
    }
    all.addAll(there.subList(place.end() + 1, there.size()));
    return String.join("", all);
  }

  /**
   * The lines with those that say what the block says put out of force: said twice, the program
   * would refuse them, or the wrong one would count.
   */
  private List<String> withoutDoubles(List<String> block) throws ConfigRefused {
    List<String> names = block.stream().takeWhile(l -> !isTable(l)).map(MarkedText::name).toList();
    List<String> all = new ArrayList<>(lines);
    for (int i = 0; i < all.size(); i++) {
      int here = i;
      if (marks.filter(m -> here >= m.begin() && here <= m.end()).isPresent()) {
        continue;
      }
      if (isTable(all.get(i)) && block.stream().anyMatch(MarkedText::isTable)) {
        throw refused(i, "begins a table, which Hearth's lines would be mixed up with");
      }
      String said = name(all.get(i));
      if (!said.isEmpty() && names.contains(said)) {
        if (i + 1 < all.size() && all.get(i + 1).matches("[ \\t-][^\\r\\n]*\\S[\\s\\S]*")) {
          throw refused(i, "says " + said + " in more than one line");
        }
        all.set(i, comment + " " + all.get(i));
      }
    }
    return all;
  }

  private ConfigRefused refused(int at, String why) {
    return new ConfigRefused(
        "%s, line %d, %s. Take it out and try again, or copy the text instead."
            .formatted(name, at + 1, why));
  }

  private static boolean isTable(String line) {
    return line.startsWith("[");
  }

  private static String name(String line) {
    Matcher m = NAME.matcher(line);
    return m.find() ? m.group(1) : "";
  }

  private List<String> marked(String indent, List<String> block) {
    List<String> all = new ArrayList<>();
    all.add(indent + comment + BEGIN);
    all.addAll(block);
    all.add(indent + comment + END);
    return ended(all);
  }

  private List<String> ended(List<String> plain) {
    return plain.stream().map(l -> l + line).toList();
  }

  private void endLastLine(List<String> all) {
    if (!all.isEmpty() && !all.getLast().endsWith("\n")) {
      all.set(all.size() - 1, all.getLast() + line);
    }
  }

  /** The white space before the items of the list that begins here. */
  private static String itemIndent(List<String> all, int from) {
    for (String there : all.subList(from, all.size())) {
      Matcher m = ITEM.matcher(there);
      if (m.find()) {
        return m.group(1);
      }
      if (!there.isBlank() && !there.strip().startsWith("#")) {
        break;
      }
    }
    return "  ";
  }

  /** Lines written with an indent of two, moved to another. */
  private static List<String> indented(List<String> item, String indent) {
    return item.stream().map(l -> indent + (l.startsWith("  ") ? l.substring(2) : l)).toList();
  }

  private static String indentOf(String there) {
    return there.substring(0, there.length() - there.stripLeading().length());
  }

  private Optional<Marks> marks() throws ConfigRefused {
    int begin = -1;
    int end = -1;
    for (int i = 0; i < lines.size(); i++) {
      String there = lines.get(i).strip();
      if (there.equals(comment + BEGIN)) {
        begin = begin < 0 ? i : Integer.MAX_VALUE;
      } else if (there.equals(comment + END)) {
        end = end < 0 && begin >= 0 ? i : Integer.MAX_VALUE;
      }
    }
    if (begin < 0 && end < 0) {
      return Optional.empty();
    }
    if (begin < 0 || begin == Integer.MAX_VALUE || end < 0 || end == Integer.MAX_VALUE) {
      throw new ConfigRefused(
          "The marks around Hearth's lines in "
              + name
              + " were changed. Take \""
              + comment
              + BEGIN
              + "\", \""
              + comment
              + END
              + "\" and what is between them out, and try again.");
    }
    return Optional.of(new Marks(begin, end));
  }

  /** The lines with what ends them. */
  private static List<String> lines(String text) {
    List<String> all = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int next = end < 0 ? text.length() : end + 1;
      all.add(text.substring(from, next));
      from = next;
    }
    return all;
  }
}
