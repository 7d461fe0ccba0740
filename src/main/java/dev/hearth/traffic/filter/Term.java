package dev.hearth.traffic.filter;

import java.util.List;

/**
 * One condition of a filter. It holds when any of its values does, or none when negated.
 *
 * @param from where it begins in the filter's text
 * @param to after its end
 * @param negated whether it must not hold
 * @param key what it asks about
 * @param values the alternatives
 */
public record Term(int from, int to, boolean negated, FilterKey key, List<Value> values) {
  public Term {
    values = List.copyOf(values);
  }

  /** What a term compares with. */
  public sealed interface Value {
    /** Part of a text, or all of it when {@code whole}; already in search form. */
    record Text(String text, boolean whole) implements Value {}

    /** Words in order, the last of which may be a beginning. */
    record Words(List<String> words) implements Value {}

    /** Numbers between two bounds. */
    record Range(double low, boolean lowIncluded, double high, boolean highIncluded)
        implements Value {
      boolean contains(double number) {
        // An unknown number is NaN and lies in no range.
        return (lowIncluded ? number >= low : number > low)
            && (highIncluded ? number <= high : number < high);
      }
    }

    /** A moment. */
    record When(Moment moment) implements Value {}

    /** One of the words a key knows. */
    record Word(String word) implements Value {}
  }
}
