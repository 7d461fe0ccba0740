package dev.hearth.models.gguf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what decides the size of the KV cache. */
final class AttentionReading {
  /**
   * Every which layer sees the whole context, for the families that have it fixed in llama.cpp
   * rather than in the file.
   */
  private static final Map<String, Integer> FULL_EVERY =
      Map.of("gemma2", 2, "gemma3", 6, "gemma3n", 5, "gpt-oss", 2, "cohere2", 4, "exaone4", 4);

  private static final int BYTES_OF_STATE_VALUE = 4;

  private final Metadata values;
  private final int layers;

  AttentionReading(Metadata values, int layers) {
    this.values = values;
    this.layers = layers;
  }

  AttentionShape shape() {
    int heads = values.largest("attention.head_count");
    int headWidth = heads == 0 ? 0 : values.small("embedding_length") / heads;
    int key = values.small("attention.key_length");
    int value = values.small("attention.value_length");
    List<Integer> kvHeads = kvHeads(heads);
    return new AttentionShape(
        heads,
        kvHeads,
        key > 0 ? key : headWidth,
        value > 0 ? value : headWidth,
        values.small("attention.sliding_window"),
        sliding(),
        values.small("attention.kv_lora_rank"),
        recurrentBytes(kvHeads));
  }

  private List<Integer> kvHeads(int heads) {
    List<Object> perLayer = values.list("attention.head_count_kv");
    int all = values.small("attention.head_count_kv");
    int common = all > 0 ? all : heads;
    int fullEvery = values.small("full_attention_interval");
    int owning = layers - values.small("attention.shared_kv_layers");
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      boolean recurrent = fullEvery > 1 && (i + 1) % fullEvery != 0;
      int own = i < perLayer.size() ? number(perLayer.get(i)) : common;
      out.add(recurrent || i >= owning ? 0 : own);
    }
    return out;
  }

  private List<Boolean> sliding() {
    if (values.small("attention.sliding_window") == 0) {
      return List.of();
    }
    List<Object> said = values.list("attention.sliding_window_pattern");
    List<Boolean> out = new ArrayList<>();
    for (Object value : said) {
      out.add(value instanceof Boolean slides ? slides : number(value) != 0);
    }
    if (!out.isEmpty()) {
      return out;
    }
    int every = values.small("attention.sliding_window_pattern");
    int fullEvery = every > 0 ? every : FULL_EVERY.getOrDefault(values.architecture(), 0);
    for (int i = 0; fullEvery > 0 && i < layers; i++) {
      out.add(i % fullEvery < fullEvery - 1);
    }
    return out;
  }

  /** The convolution and state of Mamba-like layers, kept as 32-bit numbers. */
  private long recurrentBytes(List<Integer> kvHeads) {
    long inner = values.small("ssm.inner_size");
    long state = values.small("ssm.state_size");
    if (inner == 0 || state == 0) {
      return 0;
    }
    long convolution = Math.max(0, values.small("ssm.conv_kernel") - 1L);
    long groups = values.small("ssm.group_count");
    double perLayer = convolution * (inner + 2.0 * groups * state) + (double) state * inner;
    boolean pure = kvHeads.stream().allMatch(heads -> heads > 0) || kvHeads.isEmpty();
    long recurrent = pure ? layers : kvHeads.stream().filter(heads -> heads == 0).count();
    return (long) Math.min(perLayer * recurrent * BYTES_OF_STATE_VALUE, Long.MAX_VALUE / 4.0);
  }

  private static int number(Object value) {
    return value instanceof Long number ? (int) Math.clamp(number, 0, Integer.MAX_VALUE) : 0;
  }
}
