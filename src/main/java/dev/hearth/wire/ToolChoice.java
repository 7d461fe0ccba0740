package dev.hearth.wire;

/** Whether and which tool the client wants called. */
public sealed interface ToolChoice {
  /** The model decides. */
  record Auto() implements ToolChoice {}

  /** No call may be made. */
  record None() implements ToolChoice {}

  /** Some tool must be called. */
  record Required() implements ToolChoice {}

  /** This tool must be called. */
  record Named(String name) implements ToolChoice {}
}
