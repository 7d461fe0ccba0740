package dev.hearth.runtime.install;

/** How far an install has come; {@code total} is 0 where it is not known. */
public record InstallProgress(Stage stage, long done, long total) {
  /** What is being done. */
  public enum Stage {
    DOWNLOADING,
    VERIFYING,
    UNPACKING,
    TRYING
  }
}
