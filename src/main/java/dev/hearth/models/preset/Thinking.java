package dev.hearth.models.preset;

/** Whether a model that can think before it answers shall do so. */
public enum Thinking {
  AUTO,
  ON,
  OFF
}
