package dev.hearth.traffic.filter;

import dev.hearth.traffic.filter.Term.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns typed text into terms, and what cannot be understood into problems a person can act on. */
final class FilterParser {
  private final List<Term> terms = new ArrayList<>();
  private final List<FilterProblem> problems = new ArrayList<>();

  FilterParser(String text) {
    for (Piece piece : Piece.of(text)) {
      read(piece);
    }
  }

  List<Term> terms() {
    return terms;
  }

  List<FilterProblem> problems() {
    return problems;
  }

  private void read(Piece piece) {
    if (piece.operator().isEmpty()) {
      add(piece, FilterKey.TEXT);
      return;
    }
    Optional<FilterKey> key = FilterKey.named(piece.key());
    if (key.isEmpty()) {
      problems.add(
          new FilterProblem(
              piece.keyFrom(),
              piece.keyFrom() + piece.key().length(),
              "There is no filter '"
                  + piece.key()
                  + "'. "
                  + nearest(piece.key())
                      .map(k -> "Did you mean '" + k.word() + ":'?")
                      .orElse("Put the text in quotes to search for it.")));
      return;
    }
    add(piece, key.get());
  }

  private void add(Piece piece, FilterKey key) {
    List<Value> values = new ArrayList<>();
    for (Piece.Part part : piece.values()) {
      Operand operand = Operand.of(piece.operator(), part);
      if (operand.text().isEmpty()) {
        problem(part, piece, "'" + key.word() + "' needs a value, for instance " + key.example());
        continue;
      }
      Optional<Value> value = value(key, operand);
      if (value.isPresent()) {
        values.add(value.get());
      } else {
        problem(part, piece, complaint(key, operand));
      }
    }
    if (!values.isEmpty()) {
      terms.add(new Term(piece.from(), piece.to(), piece.negated(), key, values));
    }
  }

  private void problem(Piece.Part part, Piece piece, String message) {
    boolean nothing = part.from() == part.to();
    problems.add(new FilterProblem(nothing ? piece.from() : part.from(), part.to(), message));
  }

  private static Optional<Value> value(FilterKey key, Operand operand) {
    return switch (key.kind()) {
      case TEXT ->
          operand.ordered()
              ? Optional.empty()
              : Optional.of(
                  new Value.Text(Words.key(operand.text()), operand.operator().equals("=")));
      case WORDS -> words(operand);
      case VERDICT -> VerdictWord.canonical(operand.text()).map(Value.Word::new);
      case FLAG -> Flag.named(operand.text()).map(f -> new Value.Word(lower(f)));
      case STATUS ->
          StatusWord.named(operand.text())
              .<Value>map(w -> new Value.Word(lower(w)))
              .or(() -> Numbers.range(operand, Numbers::status));
      case TIME -> Moment.parse(operand.text()).map(Value.When::new);
      case NUMBER, BYTES -> Numbers.range(operand, Numbers::plain);
      case PERCENT -> Numbers.range(operand, Numbers::percent);
      case DURATION -> Numbers.range(operand, Numbers::nanos);
    };
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Value> words(Operand operand) {
    List<String> words = Words.of(operand.text());
    return words.isEmpty() ? Optional.empty() : Optional.of(new Value.Words(words));
  }

  private static String complaint(FilterKey key, Operand operand) {
    String what = "'" + operand.text() + "' ";
    return switch (key.kind()) {
      case TEXT -> "'" + key.word() + "' is a text and has no order: use " + key.example();
      case WORDS -> what + "has no letters or digits to search for";
      case VERDICT, FLAG -> what + "is not one of " + String.join(", ", key.words());
      case STATUS ->
          what
              + "is neither a status such as 200, 4xx or >=400 nor a word such as retried or"
              + " failed";
      case TIME -> what + "is no time: use 2h, today, 14:03 or 2026-11-20";
      case NUMBER -> what + "is no number: use " + key.example();
      case BYTES -> what + "is no size: use 500, 200k or 2M";
      case PERCENT -> what + "is no percentage: use " + key.example();
      case DURATION -> what + "is no time span: use 300ms, 2s or 1m30s";
    };
  }

  /** The key a typing error was most likely meant to be. */
  private static Optional<FilterKey> nearest(String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    return Arrays.stream(FilterKey.values())
        .filter(k -> distance(k.word(), word) <= (word.length() <= 3 ? 1 : 2))
        .min(Comparator.comparingInt(k -> distance(k.word(), word)));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
