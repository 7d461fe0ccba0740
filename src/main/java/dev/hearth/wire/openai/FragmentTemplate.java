package dev.hearth.wire.openai;

import dev.hearth.wire.Delta;

/**
 * What surrounds the text in a chunk that carries nothing else. Chunks of one reply differ only in
 * that text, so the next one can be read by comparing instead of parsing.
 */
record FragmentTemplate(String before, String after, boolean reasoning) {
  /** Learns from a chunk just parsed; null when the text cannot be told from its surroundings. */
  static FragmentTemplate learn(String chunk, Delta delta) {
    return switch (delta) {
      case Delta.Text text -> learn(chunk, "\"content\":\"", text.text(), false);
      case Delta.Reasoning text -> learn(chunk, "\"reasoning_content\":\"", text.text(), true);
      default -> null;
    };
  }

  private static FragmentTemplate learn(
      String chunk, String opening, String text, boolean reasoning) {
    if (!isPlain(text, 0, text.length())) {
      return null;
    }
    String marked = opening + text + '"';
    int at = chunk.indexOf(marked);
    if (at < 0 || chunk.indexOf(marked, at + 1) >= 0) {
      return null;
    }
    int start = at + opening.length();
    return new FragmentTemplate(
        chunk.substring(0, start), chunk.substring(start + text.length()), reasoning);
  }

  /** The chunk's delta, or null when it has to be parsed. */
  Delta read(String chunk) {
    int end = chunk.length() - after.length();
    int start = before.length();
    if (end <= start
        || !chunk.endsWith(after)
        || !chunk.startsWith(before)
        || !isPlain(chunk, start, end)) {
      return null;
    }
    String text = chunk.substring(start, end);
    return reasoning ? new Delta.Reasoning(text) : new Delta.Text(text);
  }

  /** Whether a stretch means itself inside a JSON string. */
  private static boolean isPlain(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ') {
        return false;
      }
    }
    return true;
  }
}
