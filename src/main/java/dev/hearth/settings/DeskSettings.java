package dev.hearth.settings;

/**
 * How the desk looks and starts. The three switches are independent of one another.
 *
 * @param theme light, dark or the system's
 * @param zoomPercent size of everything
 * @param reducedMotion whether to leave animations out even if the system would have them
 * @param startAtLogin whether the system starts Hearth
 * @param stayInTray whether closing the window keeps it running
 * @param firstRunDone whether the first page was left
 */
public record DeskSettings(
    Theme theme,
    int zoomPercent,
    boolean reducedMotion,
    boolean startAtLogin,
    boolean stayInTray,
    boolean firstRunDone) {
  /** What a new user gets. */
  public static final DeskSettings DEFAULT =
      new DeskSettings(Theme.SYSTEM, 100, false, false, false, false);

  /** Light, dark or the system's. */
  public enum Theme {
    SYSTEM,
    LIGHT,
    DARK
  }
}
