package dev.hearth.traffic.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Suggests how a filter can go on where the caret stands. */
public final class FilterCompletion {
  /** What fits a pop-up without scrolling far. */
  private static final int MOST = 40;

  private final Vocabulary vocabulary;

  public FilterCompletion(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** What may be typed at the caret, best first. */
  public List<Suggestion> at(String text, int caret) {
    Optional<Piece> piece =
        Piece.of(text.substring(0, caret)).stream().filter(p -> p.to() == caret).findFirst();
    if (piece.isEmpty()) {
      return keys("", caret, caret);
    }
    Piece typed = piece.get();
    if (typed.operator().isEmpty()) {
      Piece.Part word = typed.values().getFirst();
      if (word.quoted()) {
        return List.of();
      }
      return Stream.concat(keys(word.text(), word.from(), caret).stream(), anyValue(word, caret))
          .limit(MOST)
          .toList();
    }
    return FilterKey.named(typed.key())
        .map(key -> values(key, typed.values().getLast(), caret))
        .orElseGet(List::of);
  }

  private static List<Suggestion> keys(String beginning, int from, int to) {
    String lower = beginning.toLowerCase(Locale.ROOT);
    return Arrays.stream(FilterKey.values())
        .filter(k -> k.word().startsWith(lower))
        .map(k -> new Suggestion(from, to, k.word() + ":", k.meaning() + ", as in " + k.example()))
        .toList();
  }

  /** Typing "qwen" should lead to model:qwen3-coder without knowing the key. */
  private Stream<Suggestion> anyValue(Piece.Part word, int caret) {
    String sought = Words.key(word.text());
    return Stream.of(FilterKey.MODEL, FilterKey.TOOL, FilterKey.CLIENT, FilterKey.RULE)
        .flatMap(
            key ->
                vocabulary.values(key).stream()
                    .filter(v -> Words.key(v).contains(sought))
                    .map(
                        v ->
                            new Suggestion(
                                word.from(), caret, key.word() + ":" + quoted(v), key.meaning())));
  }

  private List<Suggestion> values(FilterKey key, Piece.Part part, int caret) {
    String sought = Words.key(part.text());
    List<String> candidates = new ArrayList<>(key.words());
    candidates.addAll(vocabulary.values(key));
    if (candidates.isEmpty() && part.from() == part.to()) {
      candidates.addAll(examples(key));
    }
    return candidates.stream()
        .distinct()
        .filter(v -> Words.key(v).contains(sought))
        .sorted(Comparator.comparing(v -> !Words.key(v).startsWith(sought)))
        .limit(MOST)
        .map(v -> new Suggestion(part.valueFrom(), caret, quoted(v), key.meaning()))
        .toList();
  }

  private static List<String> examples(FilterKey key) {
    return switch (key.kind()) {
      case DURATION -> List.of(">1s", ">5s", ">30s", "<300ms");
      case PERCENT -> List.of(">50%", ">80%", ">90%");
      case BYTES -> List.of(">100k", ">1M");
      case TIME -> List.of("15m", "1h", "2h", "today", "yesterday", "7d");
      case NUMBER ->
          key == FilterKey.ATTEMPTS ? List.of(">1", ">2") : List.of(">10", ">1000", ">10k");
      default -> List.of();
    };
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> Character.isWhitespace(c) || c == ',' || c == '"');
    return plain ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
