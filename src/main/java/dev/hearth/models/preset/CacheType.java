package dev.hearth.models.preset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Number formats llama-server can keep the KV cache in, with the room one value takes. */
public enum CacheType {
  F32("f32", 4),
  F16("f16", 2),
  BF16("bf16", 2),
  Q8_0("q8_0", 34.0 / 32),
  Q5_1("q5_1", 24.0 / 32),
  Q5_0("q5_0", 22.0 / 32),
  Q4_1("q4_1", 20.0 / 32),
  Q4_0("q4_0", 18.0 / 32),
  IQ4_NL("iq4_nl", 18.0 / 32);

  private final String argument;
  private final double bytes;

  CacheType(String argument, double bytes) {
    this.argument = argument;
    this.bytes = bytes;
  }

  /** The value of {@code -ctk} and {@code -ctv}. */
  @JsonValue
  public String argument() {
    return argument;
  }

  /** Bytes one value takes, scale factors included. */
  public double bytes() {
    return bytes;
  }

  /** True for a format that the V cache can only have with flash attention on. */
  public boolean quantised() {
    return bytes < 2;
  }

  /** The type a flag value or a stored preset names. */
  @JsonCreator
  public static CacheType of(String argument) {
    for (CacheType type : values()) {
      if (type.argument.equalsIgnoreCase(argument)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no KV cache type is called '" + argument + "'");
  }
}
