package dev.hearth.models.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.LaunchPreset;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The estimate beside what llama-server 0.7.0 (build 11669) logged at {@code -lv 4} on a CPU:
 * model, KV and compute buffers in MiB. docs/models.md tells how to measure again.
 */
class EstimateAgainstServerTest {
  private static final MachineMemory CPU_ONLY =
      new MachineMemory(24 * Cards.GIB, 23 * Cards.GIB, List.of());

  @ParameterizedTest
  @CsvSource({
    "tiny,8192,0,512,f16,f16,AUTO,0.34,2.00,9.71",
    "tiny,65536,0,512,f16,f16,AUTO,0.34,16.00,65.71",
    "tiny,8192,0,256,f16,f16,AUTO,0.34,2.00,4.85",
    "tiny,8192,0,512,f16,f16,OFF,0.34,2.00,49.83",
    "slow,8192,0,512,f16,f16,AUTO,181.18,24.00,105.58",
    "slow,2048,0,512,f16,f16,AUTO,181.18,6.00,99.58",
    "slow,32768,0,512,f16,f16,AUTO,181.18,96.00,129.58",
    "slow,8192,0,512,q8_0,q8_0,AUTO,181.18,12.75,105.58",
    "slow,8192,0,512,f16,f16,OFF,181.18,24.00,113.83",
    "slow,8192,0,128,f16,f16,AUTO,181.18,24.00,26.40",
    "slow,8192,0,1024,f16,f16,AUTO,181.18,24.00,211.16",
    "slow,8192,1,512,f16,f16,AUTO,181.18,24.00,105.58",
    "slow,32768,1,512,f16,f16,OFF,181.18,96.00,193.83",
    "slow,32768,2,512,q4_0,f16,AUTO,181.18,61.50,113.58",
    "slow,32768,1,512,f16,f16,AUTO,181.18,96.00,129.58",
    "slow,32768,4,512,f16,f16,OFF,181.18,96.00,113.83",
    "vocabulary,8192,0,512,f16,f16,AUTO,305.26,8.00,19.34",
    "vocabulary,8192,1,128,f16,f16,AUTO,305.26,8.00,4.83",
    "sliding,8192,0,512,f16,f16,AUTO,26.55,20.50,19.15",
    "sliding,32768,1,512,f16,f16,AUTO,26.55,37.00,41.56",
    "sliding,32768,2,512,f16,f16,AUTO,26.55,42.00,25.59",
    "mixture,8192,0,512,f16,f16,AUTO,58.64,16.00,22.64",
    "mixture,8192,1,512,f16,f16,OFF,58.64,16.00,149.04",
  })
  void isCloseToWhatTheServerTook(
      String model,
      int context,
      int parallel,
      int microBatch,
      String cacheK,
      String cacheV,
      FlashAttention flash,
      double weights,
      double kv,
      double compute) {
    GgufCard card =
        switch (model) {
          case "tiny" -> Cards.tiny();
          case "slow" -> Cards.slow();
          case "vocabulary" -> Cards.vocabulary();
          case "sliding" -> Cards.sliding();
          default -> Cards.mixture();
        };
    LaunchPreset preset =
        LaunchPreset.named("x")
            .context(context)
            .parallel(parallel)
            .microBatch(microBatch)
            .cacheK(CacheType.of(cacheK))
            .cacheV(CacheType.of(cacheV))
            .flashAttention(flash)
            .build();

    MemoryNeed need = FitEstimate.of(new FitRequest(card, 0, 0, preset, CPU_ONLY)).inRam();

    assertThat(need.weights() / (double) Cards.MIB)
        .isCloseTo(weights, Percentage.withPercentage(2));
    assertThat(need.kvCache() / (double) Cards.MIB).isCloseTo(kv, Percentage.withPercentage(0.1));
    assertThat(need.compute() / (double) Cards.MIB)
        .isCloseTo(compute, Percentage.withPercentage(12));
    assertThat(need.total() / (double) Cards.MIB)
        .isCloseTo(weights + kv + compute, Percentage.withPercentage(2));
  }
}
