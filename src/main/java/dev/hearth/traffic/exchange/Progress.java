package dev.hearth.traffic.exchange;

/** How far the backend has read the prompt, in tokens. */
public record Progress(long total, long cached, long processed, long millis) {
  /** Nothing was reported. */
  public static final Progress NONE = new Progress(0, 0, 0, 0);

  /** From 0 to 1, 0 when unknown. */
  public double fraction() {
    return total == 0 ? 0 : Math.min(1, (double) processed / total);
  }
}
