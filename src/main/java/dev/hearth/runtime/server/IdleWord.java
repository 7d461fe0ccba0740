package dev.hearth.runtime.server;

/**
 * llama-server says after every question, Hearth's own for its figures too, that all slots are
 * idle. Once is news; again and again it would push everything else out of the log.
 */
final class IdleWord {
  private static final String IDLE = "update_slots: all slots are idle";

  private boolean said;

  /** Whether the line only repeats the one before. */
  boolean again(String line) {
    boolean idle = line.endsWith(IDLE);
    boolean again = idle && said;
    said = idle;
    return again;
  }
}
