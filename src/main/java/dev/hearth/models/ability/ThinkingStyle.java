package dev.hearth.models.ability;

/** Whether and how a model thinks before it answers. */
public enum ThinkingStyle {
  /** It does not. */
  NONE("no"),
  /** It always does. */
  ALWAYS("always"),
  /** It does unless told otherwise. */
  SWITCHABLE("can be switched off"),
  /** How much it thinks is a level. */
  EFFORT("by effort");

  private final String label;

  ThinkingStyle(String label) {
    this.label = label;
  }

  /** The style in words. */
  public String label() {
    return label;
  }
}
