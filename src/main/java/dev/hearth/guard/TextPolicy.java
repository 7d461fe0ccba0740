package dev.hearth.guard;

/** What to do when a model that was offered tools answers in prose. */
public enum TextPolicy {
  /** Accept deliberate prose; retry what smells of a failed call or breaks the tool choice. */
  AUTO,
  /** Retry any prose. */
  STRICT,
  /** Offer a synthetic {@code respond} tool and turn its call back into text. */
  RESPOND
}
