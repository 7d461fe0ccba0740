package dev.hearth.models.fit;

import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.LaunchPreset;

/**
 * One way to lay a model out, with every choice made.
 *
 * @param context tokens of context in all slots
 * @param slots sequences at once
 * @param unified whether the slots share one cache
 * @param microBatch tokens computed at once
 * @param gpuLayers layers on GPUs, the output head counted as one
 * @param cpuExpertLayers first layers whose experts stay in RAM
 * @param cacheK key cache format
 * @param cacheV value cache format
 * @param kvInRam whether the KV cache stays in RAM
 * @param flash whether attention needs no large work buffer
 */
record Layout(
    int context,
    int slots,
    boolean unified,
    int microBatch,
    int gpuLayers,
    int cpuExpertLayers,
    CacheType cacheK,
    CacheType cacheV,
    boolean kvInRam,
    boolean flash) {
  /** llama-server's slots when nobody says how many; they share the context. */
  static final int USUAL_SLOTS = 4;

  static final int USUAL_MICRO_BATCH = 512;

  /** What llama-server takes where the file does not say how much context the model knows. */
  static final int USUAL_CONTEXT = 4096;

  static Layout of(LaunchPreset preset, int context, int gpuLayers) {
    boolean auto = preset.parallel() == 0;
    return new Layout(
        context,
        auto ? USUAL_SLOTS : preset.parallel(),
        auto,
        preset.microBatch() == 0 ? USUAL_MICRO_BATCH : preset.microBatch(),
        gpuLayers,
        preset.cpuExpertLayers(),
        preset.cacheK(),
        preset.cacheV(),
        preset.kvInRam(),
        preset.flashAttention() != FlashAttention.OFF);
  }

  Layout withGpuLayers(int layers) {
    return new Layout(
        context,
        slots,
        unified,
        microBatch,
        layers,
        cpuExpertLayers,
        cacheK,
        cacheV,
        kvInRam,
        flash);
  }

  Layout withCpuExpertLayers(int layers) {
    return new Layout(
        context, slots, unified, microBatch, gpuLayers, layers, cacheK, cacheV, kvInRam, flash);
  }

  Layout withContext(int tokens) {
    return new Layout(
        tokens,
        slots,
        unified,
        microBatch,
        gpuLayers,
        cpuExpertLayers,
        cacheK,
        cacheV,
        kvInRam,
        flash);
  }

  Layout withCache(CacheType type) {
    return new Layout(
        context,
        slots,
        unified,
        microBatch,
        gpuLayers,
        cpuExpertLayers,
        type,
        type,
        kvInRam,
        flash);
  }

  /** Cells one sequence can use. */
  long cellsOfSequence() {
    return padded(unified ? context : (context + slots - 1L) / slots);
  }

  /** Caches kept apart. */
  int streams() {
    return unified ? 1 : slots;
  }

  static long padded(long cells) {
    return (cells + 255) / 256 * 256;
  }
}
