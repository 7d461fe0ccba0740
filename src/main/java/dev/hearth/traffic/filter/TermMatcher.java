package dev.hearth.traffic.filter;

import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Term.Value;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Holds terms against an exchange in memory. */
final class TermMatcher {
  private final ExchangeSummary row;
  private final Supplier<List<String>> words;
  private final Clock clock;

  TermMatcher(Exchange exchange, Clock clock) {
    this.row = exchange.summary();
    this.words = () -> Words.of(SearchText.of(exchange));
    this.clock = clock;
  }

  boolean matches(Term term) {
    return term.negated() != term.values().stream().anyMatch(value -> matches(term.key(), value));
  }

  private boolean matches(FilterKey key, Value value) {
    return switch (value) {
      case Value.Text text -> texts(row, key).anyMatch(t -> matches(text, t));
      case Value.Words sought -> Words.contains(words.get(), sought.words());
      case Value.Range range -> range.contains(number(row, key));
      case Value.When when -> inTime(key, when.moment().at(clock));
      case Value.Word word -> matches(key, word.word());
    };
  }

  private static boolean matches(Value.Text sought, String text) {
    return sought.whole() ? text.equals(sought.text()) : text.contains(sought.text());
  }

  private boolean inTime(FilterKey key, Instant moment) {
    return key == FilterKey.BEFORE ? row.time().isBefore(moment) : !row.time().isBefore(moment);
  }

  private boolean matches(FilterKey key, String word) {
    return switch (key.kind()) {
      case VERDICT -> VerdictWord.of(row.verdicts()).contains(word);
      case STATUS -> StatusWord.named(word).orElseThrow().matches(row);
      case FLAG -> Flag.named(word).orElseThrow().matches(row);
      default -> false;
    };
  }

  /** The texts a key looks at, in the form names are compared in. */
  static Stream<String> texts(ExchangeSummary s, FilterKey key) {
    Stream<String> texts =
        switch (key) {
          case TOOL -> s.toolsCalled().stream();
          case OFFERED -> s.asked().tools().stream();
          case MODEL -> Stream.of(s.asked().model(), s.modelAnswered());
          case CLIENT -> Stream.of(s.caller().client(), s.caller().userAgent());
          case SESSION -> Stream.of(s.conversation());
          case PATH -> Stream.of(s.path());
          case METHOD -> Stream.of(s.method());
          case PROTOCOL -> Stream.of(s.protocol().name());
          case RULE -> s.rules().stream();
          case ERROR -> Stream.of(s.failure().type(), s.failure().message());
          case FINISH -> Stream.of(s.finish());
          case ID -> Stream.of(s.id());
          case REPLAY -> Stream.of(s.replayOf());
          case VERDICT -> VerdictWord.of(s.verdicts()).stream();
          default -> Stream.of();
        };
    return texts.filter(t -> !t.isEmpty()).map(Words::key);
  }

  /** The number a key looks at; NaN when it is unknown. */
  static double number(ExchangeSummary s, FilterKey key) {
    return switch (key) {
      case STATUS -> known(s.status());
      case ATTEMPTS -> s.attempts();
      case TOKENS -> known(s.usage().total());
      case PROMPT -> known(s.usage().prompt());
      case COMPLETION -> known(s.usage().completion());
      case MESSAGES -> s.asked().messages();
      case SIZE -> s.asked().bytes();
      case TPS -> known(s.tokensPerSecond());
      case CTX -> known(s.contextPercent());
      case TTFT -> s.ttftNanos() == Attempt.UNKNOWN ? Double.NaN : s.ttftNanos();
      case DURATION -> s.timings().total();
      case HELD -> s.timings().held();
      case QUEUED -> s.timings().queued();
      default -> Double.NaN;
    };
  }

  private static double known(double number) {
    return number == 0 ? Double.NaN : number;
  }
}
