package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.services.JournalStatus;
import dev.hearth.traffic.journal.JournalSize;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The journal's state as the bar tells it.
 *
 * @param text a few words
 * @param tone how they are meant
 * @param detail the whole story
 * @param warning what must not be overlooked, empty when all is well
 */
record KeptWords(String text, Chip.Tone tone, String detail, Optional<Warning> warning) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  /** A sentence above the table. */
  record Warning(Chip.Tone tone, String text) {}

  static KeptWords of(JournalStatus status, Instant now) {
    String kept = kept(status.size(), now);
    String message = status.state().message();
    return switch (status.state().kind()) {
      case RECORDING ->
          words(
              kept,
              Chip.Tone.GOOD,
              "Everything is recorded." + detail(status),
              message.isEmpty() ? null : new Warning(Chip.Tone.WARN, message));
      case METADATA ->
          words(
              kept,
              Chip.Tone.NEUTRAL,
              "Who, when and how long is recorded, but no content." + detail(status),
              null);
      case OFF ->
          words(
              "Not recording",
              Chip.Tone.WARN,
              "Recording is switched off in the settings." + detail(status),
              new Warning(
                  Chip.Tone.WARN,
                  "Nothing is recorded: recording is switched off in the settings. What passes now"
                      + " is gone when Hearth closes."));
      case INCOGNITO ->
          words(
              "Incognito",
              Chip.Tone.VIOLET,
              "Nothing that begins now is recorded." + detail(status),
              new Warning(
                  Chip.Tone.NEUTRAL,
                  "Incognito: requests that begin now are shown, but not kept."));
      case FAILED ->
          words("Not recording", Chip.Tone.BAD, message, new Warning(Chip.Tone.BAD, message));
      case CLOSED -> words("Not recording", Chip.Tone.NEUTRAL, "The journal is closed.", null);
    };
  }

  private static KeptWords words(String text, Chip.Tone tone, String detail, Warning warning) {
    return new KeptWords(text, tone, detail, Optional.ofNullable(warning));
  }

  private static String kept(JournalSize size, Instant now) {
    if (size.exchanges() == 0) {
      return "Nothing kept yet";
    }
    return "Kept "
        + Amounts.count(size.exchanges())
        + size.oldest().map(t -> " since " + since(t, now)).orElse("");
  }

  private static String detail(JournalStatus status) {
    JournalSize size = status.size();
    String lost =
        status.eventsLost() == 0
            ? ""
            : "\n"
                + Amounts.count(status.eventsLost())
                + " stream details were not kept because the disk was too slow.";
    return "\n"
        + Amounts.count(size.exchanges())
        + " requests are kept, "
        + Amounts.count(size.pinned())
        + " of them pinned, in "
        + Amounts.bytes(size.bytes())
        + "."
        + lost;
  }

  /** A point in time, not an age: it stays true while nothing happens. */
  private static String since(Instant oldest, Instant now) {
    ZonedDateTime then = oldest.atZone(ZoneId.systemDefault());
    ZonedDateTime today = now.atZone(ZoneId.systemDefault());
    if (then.toLocalDate().equals(today.toLocalDate())) {
      return TIME.format(then);
    }
    return (then.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(then);
  }
}
