package dev.hearth.models.fit;

import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.GpuLayers;
import java.util.List;

/**
 * Whether a model fits, with the figures. It is an estimate to warn by, never a reason to refuse.
 *
 * @param verdict where it would lie
 * @param context tokens of context it was reckoned with: those asked for, or as many as fit where
 *     the server chooses
 * @param fullContext tokens of context with memory enough; more than {@code context} only where the
 *     server has to choose less
 * @param gpuLayers layers on GPUs it was reckoned with, the output head counted as one
 * @param totalLayers layers there are, the output head counted as one
 * @param onGpu what it needs of GPU memory
 * @param inRam what it needs of RAM
 * @param gpuFree GPU memory free now, less the margin kept
 * @param ramFree RAM free now, less the margin kept
 * @param advice what would be best here
 * @param remarks what else a person should know, in sentences
 */
public record FitReport(
    Verdict verdict,
    int context,
    int fullContext,
    int gpuLayers,
    int totalLayers,
    MemoryNeed onGpu,
    MemoryNeed inRam,
    long gpuFree,
    long ramFree,
    Advice advice,
    List<String> remarks) {
  /** Copies the remarks. */
  public FitReport {
    remarks = List.copyOf(remarks);
  }

  /**
   * Settings that would serve best on this machine.
   *
   * @param gpuLayers for {@code -ngl}
   * @param cpuExpertLayers for {@code -ncmoe}: layers whose experts stay in RAM
   * @param context for {@code -c}
   * @param cacheK for {@code -ctk}
   * @param cacheV for {@code -ctv}
   * @param verdict where the model lies with them
   * @param why the reason in a sentence
   */
  public record Advice(
      GpuLayers gpuLayers,
      int cpuExpertLayers,
      int context,
      CacheType cacheK,
      CacheType cacheV,
      Verdict verdict,
      String why) {}

  /** Whether the server has to take less context than the model could use. */
  public boolean lessContext() {
    return context < fullContext;
  }

  /** Everything it needs, wherever it lies. */
  public MemoryNeed need() {
    return onGpu.plus(inRam);
  }
}
