package dev.hearth.desk.theme;

/**
 * What the user chose about looks.
 *
 * @param mode light, dark or as the system
 * @param zoom size of everything in percent, within {@link #SMALLEST_ZOOM} and {@link
 *     #LARGEST_ZOOM}
 * @param motion whether things may move
 */
public record Appearance(Mode mode, int zoom, Motion motion) {
  /** Below this the small captions stop being readable. */
  public static final int SMALLEST_ZOOM = 80;

  /** Above this a 1024-pixel window no longer holds the shell. */
  public static final int LARGEST_ZOOM = 200;

  /** One step of the zoom keys. */
  public static final int ZOOM_STEP = 10;

  /** What a new user gets. */
  public static final Appearance DEFAULT = new Appearance(Mode.SYSTEM, 100, Motion.SYSTEM);

  /** Light or dark. */
  public enum Mode {
    SYSTEM,
    LIGHT,
    DARK
  }

  /** Whether things may move. */
  public enum Motion {
    SYSTEM,
    FULL,
    REDUCED
  }

  public Appearance {
    zoom = Math.clamp(zoom, SMALLEST_ZOOM, LARGEST_ZOOM);
  }

  /** The same with another mode. */
  public Appearance withMode(Mode other) {
    return new Appearance(other, zoom, motion);
  }

  /** The same at another size. */
  public Appearance withZoom(int other) {
    return new Appearance(mode, other, motion);
  }

  /** The same with another motion. */
  public Appearance withMotion(Motion other) {
    return new Appearance(mode, zoom, other);
  }
}
