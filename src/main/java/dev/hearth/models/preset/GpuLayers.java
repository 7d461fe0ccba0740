package dev.hearth.models.preset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How many layers go to the GPU.
 *
 * @param count layers, or {@link #AUTO}'s or {@link #ALL}'s mark
 */
public record GpuLayers(int count) {
  /** llama-server decides by the free memory it finds. */
  public static final GpuLayers AUTO = new GpuLayers(-1);

  /** Every layer and the output head. */
  public static final GpuLayers ALL = new GpuLayers(-2);

  /** Nothing on the GPU. */
  public static final GpuLayers NONE = new GpuLayers(0);

  /** Refuses a number that means nothing. */
  public GpuLayers {
    if (count < -2) {
      throw new IllegalArgumentException("GPU layers: a number from 0, 'auto' or 'all'");
    }
  }

  /** Reads {@code auto}, {@code all} or a number. */
  @JsonCreator
  public static GpuLayers of(String text) {
    return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
      case "auto", "" -> AUTO;
      case "all" -> ALL;
      default -> number(text.strip());
    };
  }

  private static GpuLayers number(String text) {
    try {
      return new GpuLayers(Math.max(0, Integer.parseInt(text)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("GPU layers: a number from 0, 'auto' or 'all'", e);
    }
  }

  /** True where llama-server decides. */
  public boolean isAuto() {
    return count == AUTO.count;
  }

  /** The number for a model with so many layers; {@code auto} counts as all of them. */
  public int resolved(int layers) {
    return count < 0 ? layers + 1 : Math.min(count, layers + 1);
  }

  /** The value of {@code -ngl} in builds that know {@code auto} and {@code all}. */
  @JsonValue
  public String argument() {
    return count == AUTO.count ? "auto" : count == ALL.count ? "all" : Integer.toString(count);
  }
}
