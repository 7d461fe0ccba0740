package dev.hearth.practice.gguf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The clockwork model's tokens, and the axis of the embedding each of them owns. Tokens without an
 * axis of their own share axis 0: the model cannot tell them apart.
 */
final class Vocabulary {
  private static final int BYTES = 256;
  private static final int NORMAL = 1;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;

  private final List<String> texts = new ArrayList<>();
  private final List<Integer> types = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Integer, Integer> axes = new HashMap<>();
  private final String[] byteTexts = byteTexts();
  private final String merge;

  Vocabulary(String freeString) {
    List<String> words = new ArrayList<>(Phrases.MARKS);
    words.addAll(Phrases.TEXT);
    words.addAll(Phrases.TOOL);
    words.addAll(Phrases.THINK);
    words.addAll(Phrases.THOUGHT);
    words.addAll(Phrases.COUNT);
    words.add(freeString);
    for (String text : byteTexts) {
      add(text, NORMAL);
    }
    Phrases.CONTROLS.forEach(text -> add(text, CONTROL));
    words.forEach(text -> add(text, USER_DEFINED));
    Phrases.COMMON.stream()
        .filter(text -> !words.contains(text))
        .forEach(text -> add(text, USER_DEFINED));
    // llama.cpp refuses an empty merge list: one pair of the least common bytes.
    merge = byteTexts[1] + " " + byteTexts[2];
    add(byteTexts[1] + byteTexts[2], NORMAL);

    IntStream.range(' ', 127).forEach(this::giveAxis);
    giveAxis('\n');
    Phrases.CONTROLS.forEach(text -> giveAxis(id(text)));
    words.forEach(text -> giveAxis(id(text)));
  }

  int size() {
    return texts.size();
  }

  /** How many axes tokens use, the shared one included. */
  int axisCount() {
    return axes.size() + 1;
  }

  List<String> texts() {
    return texts;
  }

  int[] types() {
    return types.stream().mapToInt(Integer::intValue).toArray();
  }

  String merge() {
    return merge;
  }

  /** The token of a text; a single character means its byte token. */
  int id(String text) {
    return ids.get(text.length() == 1 ? byteTexts[text.charAt(0)] : text);
  }

  int axis(int token) {
    return axes.getOrDefault(token, 0);
  }

  int axis(String text) {
    return axis(id(text));
  }

  private void add(String text, int type) {
    if (ids.putIfAbsent(text, texts.size()) != null) {
      throw new IllegalArgumentException(
          "The free string \"" + text + "\" is already a word of the model; choose another.");
    }
    texts.add(text);
    types.add(type);
  }

  private void giveAxis(int token) {
    axes.put(token, axes.size() + 1);
  }

  /** GPT-2's table from a byte to a printable character. */
  private static String[] byteTexts() {
    String[] table = new String[BYTES];
    int moved = 0;
    for (int b = 0; b < BYTES; b++) {
      boolean printable = b >= 33 && b <= 126 || b >= 161 && b <= 172 || b >= 174;
      table[b] = String.valueOf((char) (printable ? b : BYTES + moved++));
    }
    return table;
  }
}
