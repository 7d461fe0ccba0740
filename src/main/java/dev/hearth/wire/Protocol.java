package dev.hearth.wire;

/** The dialect a client speaks, which decides the shape of replies, stream events and errors. */
public enum Protocol {
  /** OpenAI chat completions and its neighbours. */
  OPENAI,
  /** Anthropic Messages. */
  ANTHROPIC,
  /** OpenAI Responses. */
  RESPONSES
}
