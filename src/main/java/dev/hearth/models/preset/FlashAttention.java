package dev.hearth.models.preset;

/** Whether llama-server computes attention in the way that needs less memory. */
public enum FlashAttention {
  AUTO,
  ON,
  OFF
}
