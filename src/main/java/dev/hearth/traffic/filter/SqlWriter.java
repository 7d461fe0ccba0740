package dev.hearth.traffic.filter;

import dev.hearth.traffic.filter.Term.Value;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes terms as SQL. Values only ever travel as parameters. */
final class SqlWriter {
  private final Clock clock;
  private final long first;
  private final long last;
  private final List<Object> parameters = new ArrayList<>();

  /** Words are only looked for in exchanges whose numbers lie between the two. */
  SqlWriter(Clock clock, long first, long last) {
    this.clock = clock;
    this.first = first;
    this.last = last;
  }

  SqlCondition write(List<Term> terms) {
    String where =
        terms.isEmpty() ? "1" : terms.stream().map(this::term).collect(Collectors.joining(" and "));
    return new SqlCondition(where, parameters);
  }

  private String term(Term term) {
    String any =
        term.values().stream()
            .map(value -> condition(term.key(), value))
            .collect(Collectors.joining(" or "));
    // Unknown numbers are null, and a negated term holds for them.
    return term.negated() ? "not coalesce((" + any + "), 0)" : "(" + any + ")";
  }

  private String condition(FilterKey key, Value value) {
    return switch (value) {
      case Value.Text text -> text(key, text);
      case Value.Words words -> words(words);
      case Value.Range range -> range(key.column(), range);
      case Value.When when -> {
        parameters.add(when.moment().at(clock).toEpochMilli());
        yield key.column() + (key == FilterKey.BEFORE ? " < ?" : " >= ?");
      }
      case Value.Word word -> word(key, word.word());
    };
  }

  private String text(FilterKey key, Value.Text text) {
    parameters.add(text.whole() ? "|" + text.text() + "|" : text.text());
    if (key == FilterKey.OFFERED) {
      // Tool lists repeat from request to request and are kept once.
      return "x.toolset in (select n from toolset where instr(k_offered, ?) > 0)";
    }
    return "instr(" + key.column() + ", ?) > 0";
  }

  private String words(Value.Words words) {
    String beginning = Words.mayBeBeginning(words.words().getLast()) ? "*" : "";
    parameters.add("\"" + String.join(" ", words.words()) + "\"" + beginning);
    parameters.add(first);
    parameters.add(last);
    return "x.n in (select rowid from words where words match ? and rowid between ? and ?)";
  }

  private String range(String column, Value.Range range) {
    List<String> bounds = new ArrayList<>();
    if (!Double.isInfinite(range.low())) {
      parameters.add(range.low());
      bounds.add(column + (range.lowIncluded() ? " >= ?" : " > ?"));
    }
    if (!Double.isInfinite(range.high())) {
      parameters.add(range.high());
      bounds.add(column + (range.highIncluded() ? " <= ?" : " < ?"));
    }
    return "(" + String.join(" and ", bounds) + ")";
  }

  private String word(FilterKey key, String word) {
    return switch (key.kind()) {
      case STATUS -> "(" + StatusWord.named(word).orElseThrow().sql() + ")";
      case FLAG -> "(" + Flag.named(word).orElseThrow().sql() + ")";
      default -> {
        parameters.add("|" + word + "|");
        yield "instr(" + key.column() + ", ?) > 0";
      }
    };
  }
}
