package dev.hearth.traffic.filter;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A moment as people type it; spans and clock times move with the clock. */
public sealed interface Moment {
  /** The instant it means now. */
  Instant at(Clock clock);

  /** So long ago. */
  record Ago(Duration span) implements Moment {
    @Override
    public Instant at(Clock clock) {
      return clock.instant().minus(span);
    }
  }

  /** The start of a day, counted back from today. */
  record DaysBack(int days) implements Moment {
    @Override
    public Instant at(Clock clock) {
      return LocalDate.now(clock).minusDays(days).atStartOfDay(clock.getZone()).toInstant();
    }
  }

  /** Today at a time of day. */
  record Today(LocalTime time) implements Moment {
    @Override
    public Instant at(Clock clock) {
      return LocalDate.now(clock).atTime(time).atZone(clock.getZone()).toInstant();
    }
  }

  /** A date and time where the user is. */
  record Local(LocalDateTime time) implements Moment {
    @Override
    public Instant at(Clock clock) {
      return time.atZone(clock.getZone()).toInstant();
    }
  }

  /** An exact instant. */
  record Exact(Instant instant) implements Moment {
    @Override
    public Instant at(Clock clock) {
      return instant;
    }
  }

  /**
   * Reads "2h", "today", "yesterday", "14:03", "2026-11-20", "2026-11-20T14:03" or with an offset.
   */
  static Optional<Moment> parse(String text) {
    switch (text) {
      case "today" -> {
        return Optional.of(new DaysBack(0));
      }
      case "yesterday" -> {
        return Optional.of(new DaysBack(1));
      }
      default -> {
        // A span or a date follows.
      }
    }
    Optional<Duration> span = Spans.parse(text);
    if (span.isPresent()) {
      return Optional.of(new Ago(span.get()));
    }
    return Stream.<Function<String, Moment>>of(
            t -> new Today(LocalTime.parse(t)),
            t -> new Local(LocalDate.parse(t).atStartOfDay()),
            t -> new Local(LocalDateTime.parse(t)),
            t -> new Exact(OffsetDateTime.parse(t).toInstant()))
        .flatMap(reader -> attempt(reader, text).stream())
        .findFirst();
  }

  private static Optional<Moment> attempt(Function<String, Moment> reader, String text) {
    try {
      return Optional.of(reader.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
