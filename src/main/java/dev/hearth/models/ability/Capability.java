package dev.hearth.models.ability;

/** How a model is best given its tools. */
public enum Capability {
  /** The server offers tools through the chat template and returns calls as such. */
  NATIVE,
  /** The template knows no tools; they are described in the prompt and calls are read from text. */
  PROMPT
}
