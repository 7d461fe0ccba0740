package dev.hearth.models.library;

/**
 * Whether a file can be started.
 *
 * @param kind the answer
 * @param reason why it is not complete, and what to do; empty for a complete model
 */
public record ModelState(Kind kind, String reason) {
  /** A model that can be started. */
  public static final ModelState COMPLETE = new ModelState(Kind.COMPLETE, "");

  /** What a file is. */
  public enum Kind {
    /** A whole model. */
    COMPLETE,
    /** A download under way or given up, or a split model that lacks parts. */
    PARTIAL,
    /** Meant to be a model, but damaged. */
    CORRUPT,
    /** Something else that carries the same ending, or a GGUF that is no model by itself. */
    FOREIGN
  }

  static ModelState partial(String reason) {
    return new ModelState(Kind.PARTIAL, reason);
  }

  static ModelState corrupt(String reason) {
    return new ModelState(Kind.CORRUPT, reason);
  }

  static ModelState foreign(String reason) {
    return new ModelState(Kind.FOREIGN, reason);
  }
}
