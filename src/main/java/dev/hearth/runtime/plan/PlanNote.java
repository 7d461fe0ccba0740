package dev.hearth.runtime.plan;

/** Something a person should know about a plan before the start. */
public record PlanNote(Kind kind, String text) {
  /** How much it matters. */
  public enum Kind {
    /** How a choice was carried out. */
    INFO,
    /** A choice that has no effect here. */
    WARNING,
    /** A flag that is Hearth's own; the plan is not started while it is there. */
    REFUSED
  }

  static PlanNote info(String text) {
    return new PlanNote(Kind.INFO, text);
  }

  static PlanNote warning(String text) {
    return new PlanNote(Kind.WARNING, text);
  }

  static PlanNote refused(String text) {
    return new PlanNote(Kind.REFUSED, text);
  }
}
