package dev.hearth.models.fit;

/** Where a model would lie. */
public enum Verdict {
  /** All of it in GPU memory. */
  GPU("fits on the GPU"),
  /** Some layers in GPU memory, the rest in RAM. */
  SPLIT("split between GPU and RAM"),
  /** All of it in RAM. */
  RAM("fits in RAM"),
  /** More than there is. */
  TOO_BIG("too big"),
  /** The file does not say enough to tell. */
  UNKNOWN("cannot tell");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** The verdict in words. */
  public String label() {
    return label;
  }
}
