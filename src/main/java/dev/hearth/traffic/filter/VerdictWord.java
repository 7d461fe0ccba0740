package dev.hearth.traffic.filter;

import dev.hearth.traffic.exchange.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How verdicts are typed. */
final class VerdictWord {
  static final List<String> ALL = Arrays.stream(Verdict.values()).map(VerdictWord::of).toList();

  private VerdictWord() {}

  static String of(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The canonical word; "retried" is what people call nudged. */
  static Optional<String> canonical(String typed) {
    String word = typed.toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (word) {
      case "retried" -> Optional.of("nudged");
      case "gaveup" -> Optional.of("gave-up");
      default -> ALL.contains(word) ? Optional.of(word) : Optional.empty();
    };
  }

  /** The words of an exchange's verdicts; one that nobody judged is unjudged. */
  static List<String> of(List<Verdict> verdicts) {
    List<String> words = verdicts.stream().map(VerdictWord::of).distinct().toList();
    return words.isEmpty() ? List.of("unjudged") : words;
  }
}
