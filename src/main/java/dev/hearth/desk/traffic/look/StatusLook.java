package dev.hearth.desk.traffic.look;

import dev.hearth.desk.controls.Chip.Tone;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/**
 * Where an exchange stands, in a word, a colour and an icon.
 *
 * @param text the word, or the HTTP status when it is over
 * @param tone the colour
 * @param icon the picture
 */
public record StatusLook(String text, Tone tone, Ikon icon) {
  /** The look of a row. */
  public static StatusLook of(ExchangeSummary s) {
    return switch (s.phase()) {
      case RECEIVED -> new StatusLook("reading", Tone.ACCENT, Feather.LOADER);
      case QUEUED -> new StatusLook("queued", Tone.NEUTRAL, Feather.CLOCK);
      case WAITING -> new StatusLook("waiting", Tone.NEUTRAL, Feather.CLOCK);
      case PREFILL -> new StatusLook("prefill", Tone.ACCENT, Feather.BOOK_OPEN);
      case STREAMING -> new StatusLook("live", Tone.ACCENT, Feather.RADIO);
      case HELD -> new StatusLook("held", Tone.WARN, Feather.PAUSE_CIRCLE);
      case RETRYING -> new StatusLook("retry", Tone.WARN, Feather.ROTATE_CCW);
      case DONE -> done(s.status());
      case FAILED -> new StatusLook(number(s.status(), "failed"), Tone.BAD, Feather.X_CIRCLE);
      case CANCELLED -> new StatusLook("cancelled", Tone.NEUTRAL, Feather.SLASH);
      case INTERRUPTED -> new StatusLook("cut off", Tone.NEUTRAL, Feather.ZAP_OFF);
    };
  }

  private static StatusLook done(int status) {
    return status >= 400
        ? new StatusLook(number(status, "failed"), Tone.BAD, Feather.X_CIRCLE)
        : new StatusLook(number(status, "done"), Tone.GOOD, Feather.CHECK);
  }

  private static String number(int status, String otherwise) {
    return status == 0 ? otherwise : Integer.toString(status);
  }

  /** Whether it can still be cancelled. */
  public static boolean running(Phase phase) {
    return phase.live();
  }
}
