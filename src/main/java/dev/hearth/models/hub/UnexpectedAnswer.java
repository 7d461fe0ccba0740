package dev.hearth.models.hub;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import okhttp3.Response;

/** An answer other than the bytes asked for, with what it says about trying again. */
final class UnexpectedAnswer extends IOException {
  private static final long serialVersionUID = 1;

  /** A server that asks for more patience than this is told to the person instead. */
  private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);

  private final int code;
  private final Duration wait;
  private final transient HubException meaning;
  private final boolean fromHub;

  UnexpectedAnswer(Response response, HubException meaning, boolean fromHub) {
    super("HTTP " + response.code());
    this.code = response.code();
    this.meaning = meaning;
    this.fromHub = fromHub;
    this.wait = wait(response.header("Retry-After", ""));
  }

  /** True for a state that passes by itself. */
  boolean passing() {
    return code == 408 || code == 429 || code >= 500 && code != 501;
  }

  /** True where only the signed address has run out. */
  boolean addressRanOut() {
    return !fromHub && (code == 401 || code == 403 || code == 404 || code == 410);
  }

  /** How long the server asks to wait; zero for no wish. */
  Duration wait(Duration otherwise) {
    return wait.isZero() ? otherwise : wait;
  }

  HubException meaning() {
    return meaning;
  }

  private static Duration wait(String header) {
    try {
      Duration asked =
          header.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(header))
              : Duration.between(
                  Instant.now(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
      if (asked.isNegative()) {
        return Duration.ZERO;
      }
      return asked.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : asked;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }
}
