package dev.hearth.traffic.filter;

import dev.hearth.traffic.exchange.Exchange;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/**
 * A filter such as {@code tool:read_file status:retried after:2h tokens>5000 "no such file"
 * -path:/v1/models}. All terms must hold; alternatives are separated by commas. Immutable.
 */
public final class Filter {
  /** Matches everything. */
  public static final Filter ALL = new Filter("", List.of(), List.of());

  private final String text;
  private final List<Term> terms;
  private final List<Term> cheapFirst;
  private final List<FilterProblem> problems;

  private Filter(String text, List<Term> terms, List<FilterProblem> problems) {
    this.text = text;
    this.terms = List.copyOf(terms);
    this.problems = List.copyOf(problems);
    this.cheapFirst =
        terms.stream().sorted(Comparator.comparing(t -> t.key() == FilterKey.TEXT)).toList();
  }

  /** Reads a filter; what cannot be understood is a problem and does not filter. */
  public static Filter parse(String text) {
    FilterParser parser = new FilterParser(text);
    return new Filter(text, parser.terms(), parser.problems());
  }

  /** The text of a term that asks for all of a name, such as {@code client:=claude-code}. */
  public static String exactly(FilterKey key, String name) {
    String plain = Words.key(name);
    boolean quote = plain.chars().anyMatch(c -> Character.isWhitespace(c) || c == ',' || c == '"');
    return quote
        ? key.word() + ":=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : key.word() + ":=" + plain;
  }

  /** The filter as typed. */
  public String text() {
    return text;
  }

  /** Its terms, in order, for instance to show as chips. */
  public List<Term> terms() {
    return terms;
  }

  /** What could not be understood. */
  public List<FilterProblem> problems() {
    return problems;
  }

  /** Whether it lets everything through. */
  public boolean empty() {
    return terms.isEmpty();
  }

  /** The text without one of its terms, for a chip that is removed. */
  public String without(Term term) {
    return (text.substring(0, term.from()).stripTrailing()
            + " "
            + text.substring(term.to()).stripLeading())
        .strip();
  }

  /** Whether an exchange passes; spans such as 2h count back from the clock's now. */
  public boolean matches(Exchange exchange, Clock clock) {
    if (terms.isEmpty()) {
      return true;
    }
    TermMatcher matcher = new TermMatcher(exchange, clock);
    return cheapFirst.stream().allMatch(matcher::matches);
  }

  /** Whether it looks for words, which takes longer the more exchanges there are. */
  public boolean searchesText() {
    return terms.stream().anyMatch(t -> t.key() == FilterKey.TEXT);
  }

  /** The same filter for the journal's database. */
  public SqlCondition toSql(Clock clock) {
    return toSql(clock, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** The same for exchanges whose numbers lie between two, both included. */
  public SqlCondition toSql(Clock clock, long first, long last) {
    return new SqlWriter(clock, first, last).write(terms);
  }
}
