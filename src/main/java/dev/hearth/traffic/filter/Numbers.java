package dev.hearth.traffic.filter;

import dev.hearth.traffic.filter.Term.Value;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the numbers of a filter, with their units, as ranges. */
final class Numbers {
  private static final Pattern PLAIN =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)([kKmMgG]?)[bB]?");
  private static final Pattern CLASS = Pattern.compile("([1-5])xx", Pattern.CASE_INSENSITIVE);

  private Numbers() {}

  /** A comparison, "low..high", or one value. */
  static Optional<Value> range(Operand operand, Function<String, Optional<Value.Range>> unit) {
    int dots = operand.text().indexOf("..");
    if (dots >= 0 && !operand.ordered()) {
      return between(
              unit.apply(operand.text().substring(0, dots)),
              unit.apply(operand.text().substring(dots + 2)))
          .map(r -> r);
    }
    return unit.apply(operand.text()).map(r -> compare(operand.operator(), r));
  }

  private static Optional<Value.Range> between(
      Optional<Value.Range> low, Optional<Value.Range> high) {
    return low.flatMap(l -> high.map(h -> new Value.Range(l.low(), true, h.high(), true)));
  }

  private static Value.Range compare(String operator, Value.Range value) {
    return switch (operator) {
      case ">" -> new Value.Range(value.high(), false, Double.POSITIVE_INFINITY, true);
      case ">=" -> new Value.Range(value.low(), true, Double.POSITIVE_INFINITY, true);
      case "<" -> new Value.Range(Double.NEGATIVE_INFINITY, true, value.low(), false);
      case "<=" -> new Value.Range(Double.NEGATIVE_INFINITY, true, value.high(), true);
      default -> value;
    };
  }

  /** 5000, 5k, 1.5M. */
  static Optional<Value.Range> plain(String text) {
    Matcher m = PLAIN.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    double factor =
        switch (m.group(2)) {
          case "k", "K" -> 1e3;
          case "m", "M" -> 1e6;
          case "g", "G" -> 1e9;
          default -> 1;
        };
    return Optional.of(exactly(Double.parseDouble(m.group(1)) * factor));
  }

  /** 90 or 90%. */
  static Optional<Value.Range> percent(String text) {
    return plain(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
  }

  /** 404 or 4xx. */
  static Optional<Value.Range> status(String text) {
    Matcher m = CLASS.matcher(text);
    if (m.matches()) {
      double hundreds = Double.parseDouble(m.group(1)) * 100;
      return Optional.of(new Value.Range(hundreds, true, hundreds + 99, true));
    }
    return plain(text);
  }

  /** A span such as 2s; a bare number counts seconds. */
  static Optional<Value.Range> nanos(String text) {
    return Spans.parse(text)
        .or(() -> Spans.parse(text + "s"))
        .map(span -> exactly((double) span.toNanos()));
  }

  private static Value.Range exactly(double number) {
    return new Value.Range(number, true, number, true);
  }
}
