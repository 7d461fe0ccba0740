package dev.hearth.models.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.models.gguf.AttentionShape;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.TensorTotals;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.models.preset.LaunchPresetBuilder;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitEstimateTest {
  @ParameterizedTest
  @CsvSource({
    // GPU GiB, RAM GiB, context, verdict, layers on the GPU
    "24,32,8192,GPU,37",
    "6,32,8192,SPLIT,",
    "1,32,8192,RAM,0",
    "0,32,8192,RAM,0",
    "0,4,8192,TOO_BIG,0",
    "24,32,1000000,TOO_BIG,0",
  })
  void givesAVerdict(int gpu, int ram, int context, Verdict verdict, Integer layers) {
    FitReport report = fit(Cards.eight(), machine(gpu, ram), preset().context(context));
    assertThat(report.verdict()).isEqualTo(verdict);
    assertThat(report.totalLayers()).isEqualTo(37);
    if (layers != null) {
      assertThat(report.gpuLayers()).isEqualTo(layers);
    }
  }

  @Test
  void reckonsAnOpenContextAsTheServerChoosesIt() {
    FitReport roomy = fit(Cards.eight(), machine(80, 32), preset());
    assertThat(roomy.lessContext()).isFalse();
    assertThat(roomy.context()).isEqualTo(roomy.fullContext());
    FitReport less = fit(Cards.eight(), machine(8, 32), preset());
    assertThat(less.verdict()).isEqualTo(Verdict.GPU);
    assertThat(less.lessContext()).isTrue();
    assertThat(less.context()).isGreaterThanOrEqualTo(Advisor.LEAST_CONTEXT);
    assertThat(less.context() % 256).isZero();
    assertThat(less.onGpu().total()).isLessThanOrEqualTo(less.gpuFree());
    FitReport more = fit(Cards.eight(), machine(8, 32), preset().context(less.context() + 256));
    assertThat(more.gpuLayers()).as("a step more does not fit").isLessThan(37);
    FitReport split = fit(Cards.eight(), machine(4, 32), preset());
    assertThat(split.verdict()).isEqualTo(Verdict.SPLIT);
    assertThat(split.context()).isEqualTo(Advisor.LEAST_CONTEXT);
    FitReport ram = fit(Cards.eight(), machine(0, 8), preset());
    assertThat(ram.verdict()).isEqualTo(Verdict.RAM);
    assertThat(ram.inRam().total()).isLessThanOrEqualTo(ram.ramFree());
  }

  @Test
  void addsUpWhatLiesWhere() {
    FitReport report = fit(Cards.eight(), machine(24, 32), preset().context(8192));
    long weights = 36 * 110 * Cards.MIB + 490 * Cards.MIB;
    assertThat(report.onGpu().weights()).isEqualTo(weights);
    assertThat(report.inRam().weights()).isEqualTo(330 * Cards.MIB);
    assertThat(report.onGpu().kvCache()).isEqualTo(36L * 8192 * 8 * 256 * 2);
    assertThat(report.inRam().kvCache()).isZero();
    assertThat(report.need().total()).isEqualTo(report.onGpu().total() + report.inRam().total());
    assertThat(report.gpuFree()).isEqualTo(23 * Cards.GIB);
    assertThat(report.ramFree()).isEqualTo(31 * Cards.GIB);
  }

  @Test
  void countsEveryFlagOfThePreset() {
    MachineMemory big = machine(80, 128);
    MemoryNeed plain = fit(Cards.eight(), big, preset().context(32768)).onGpu();
    MemoryNeed quantised =
        fit(
                Cards.eight(),
                big,
                preset().context(32768).cacheK(CacheType.Q8_0).cacheV(CacheType.Q4_0))
            .onGpu();
    assertThat(quantised.kvCache() / (double) plain.kvCache())
        .isCloseTo((34 / 32.0 + 18 / 32.0) / 4, org.assertj.core.data.Offset.offset(0.001));
    FitReport kvInRam = fit(Cards.eight(), big, preset().context(32768).kvInRam(true));
    assertThat(kvInRam.onGpu().kvCache()).isZero();
    assertThat(kvInRam.inRam().kvCache()).isEqualTo(plain.kvCache());
    MemoryNeed noFlash =
        fit(Cards.eight(), big, preset().context(32768).flashAttention(FlashAttention.OFF)).onGpu();
    assertThat(noFlash.compute()).isGreaterThan(plain.compute());
    FitReport with =
        FitEstimate.of(
            new FitRequest(Cards.eight(), Cards.GIB, 2 * Cards.GIB, preset().build(), big));
    assertThat(with.onGpu().projector()).isEqualTo(Cards.GIB);
    assertThat(with.onGpu().draft()).isEqualTo(2 * Cards.GIB);
  }

  @Test
  void obeysANumberOfLayersAndSaysWhatIsShort() {
    FitReport some =
        fit(Cards.eight(), machine(24, 32), preset().context(8192).gpuLayers(new GpuLayers(10)));
    assertThat(some.gpuLayers()).isEqualTo(10);
    assertThat(some.verdict()).isEqualTo(Verdict.SPLIT);
    assertThat(some.onGpu().weights()).isEqualTo(9 * 110 * Cards.MIB + 490 * Cards.MIB);
    FitReport all =
        fit(Cards.eight(), machine(4, 32), preset().context(8192).gpuLayers(GpuLayers.ALL));
    assertThat(all.verdict()).isEqualTo(Verdict.TOO_BIG);
    assertThat(all.remarks())
        .anyMatch(r -> r.matches("GPU memory falls short by \\d+\\.\\d GiB\\."));
    assertThat(all.advice().verdict()).isEqualTo(Verdict.SPLIT);
  }

  @Test
  void keepsASlidingWindowSmall() {
    List<Boolean> slides = IntStream.range(0, 36).mapToObj(i -> i % 6 != 5).toList();
    AttentionShape shape =
        new AttentionShape(32, Collections.nCopies(36, 8), 128, 128, 1024, slides, 0, 0);
    GgufCard card = with(Cards.eight(), shape);
    long kv = fit(card, machine(80, 64), preset().context(32768).parallel(1)).onGpu().kvCache();
    long cell = 8 * 256 * 2;
    assertThat(kv).isEqualTo(cell * (6 * 32768L + 30 * 1536L));
  }

  @Test
  void countsLayersWithoutACacheAndFixedStates() {
    List<Integer> heads = IntStream.range(0, 36).mapToObj(i -> i % 4 == 3 ? 8 : 0).toList();
    AttentionShape shape = new AttentionShape(32, heads, 128, 128, 0, List.of(), 0, 36 * 1000);
    long kv =
        fit(with(Cards.eight(), shape), machine(80, 64), preset().context(4096).parallel(2))
            .onGpu()
            .kvCache();
    assertThat(kv).isEqualTo(9L * 4096 * 8 * 256 * 2 + 2 * 36 * 1000);
  }

  @Test
  void copiesAnEmbeddingThatServesAsOutputHead() {
    TensorTotals tied = Cards.dense(36, 110 * Cards.MIB, 330 * Cards.MIB, 1000);
    GgufCard card =
        Cards.card(36, 4096, 12288, 0, 151_936, 40_960, tied, Cards.heads(36, 32, 8, 128));
    FitReport report = fit(card, machine(24, 32), preset().context(4096));
    assertThat(report.onGpu().weights()).isEqualTo(36 * 110 * Cards.MIB + 330 * Cards.MIB + 1000);
    assertThat(report.inRam().weights()).isEqualTo(330 * Cards.MIB);
  }

  @Test
  void advisesAllOnTheGpuWithTheFullContextWhereItFits() {
    FitReport.Advice advice = fit(Cards.eight(), machine(48, 32), preset()).advice();
    assertThat(advice.verdict()).isEqualTo(Verdict.GPU);
    assertThat(advice.gpuLayers()).isEqualTo(GpuLayers.ALL);
    assertThat(advice.context()).isEqualTo(40_960);
    assertThat(advice.cacheK()).isEqualTo(CacheType.F16);
  }

  @Test
  void advisesASmallerCacheBeforeLayersInRam() {
    FitReport.Advice advice = fit(Cards.eight(), machine(10, 32), preset()).advice();
    assertThat(advice.verdict()).isEqualTo(Verdict.GPU);
    assertThat(advice.cacheK()).isEqualTo(CacheType.Q8_0);
    assertThat(advice.cacheV()).isEqualTo(CacheType.Q8_0);
    FitReport.Advice noFlash =
        fit(Cards.eight(), machine(10, 32), preset().flashAttention(FlashAttention.OFF)).advice();
    assertThat(noFlash.cacheV()).isEqualTo(CacheType.F16);
  }

  @Test
  void advisesExpertsInRamForAMixture() {
    FitReport.Advice advice =
        fit(Cards.experts(), machine(12, 64), preset().context(32768)).advice();
    assertThat(advice.verdict()).isEqualTo(Verdict.SPLIT);
    assertThat(advice.gpuLayers()).isEqualTo(GpuLayers.ALL);
    assertThat(advice.cpuExpertLayers()).isBetween(10, 40);
    assertThat(advice.context()).isEqualTo(32768);
  }

  @ParameterizedTest
  @CsvSource({"48", "24", "16", "12", "10", "8", "6", "5", "4", "3", "2", "0"})
  void givesAdviceThatHoldsWhenFollowed(int gpu) {
    for (GgufCard card : List.of(Cards.eight(), Cards.experts(), Cards.slow())) {
      for (int ram : new int[] {4, 8, 16, 64}) {
        MachineMemory machine = machine(gpu, ram);
        FitReport.Advice advice = fit(card, machine, preset()).advice();
        LaunchPresetBuilder followed =
            preset()
                .context(advice.context())
                .gpuLayers(advice.gpuLayers())
                .cpuExpertLayers(advice.cpuExpertLayers())
                .cacheK(advice.cacheK())
                .cacheV(advice.cacheV());
        assertThat(fit(card, machine, followed).verdict())
            .describedAs("%s GiB GPU, %s GiB RAM, %s", gpu, ram, advice)
            .isEqualTo(advice.verdict());
      }
    }
  }

  @Test
  void doesNotCountSharedMemoryTwice() {
    Gpu apple = new Gpu("MTL0", "Apple M4", 12 * Cards.GIB, 12 * Cards.GIB, true);
    MachineMemory small = new MachineMemory(8 * Cards.GIB, 5 * Cards.GIB, List.of(apple));
    assertThat(fit(Cards.eight(), small, preset().context(4096)).verdict())
        .isEqualTo(Verdict.TOO_BIG);
    MachineMemory large = new MachineMemory(16 * Cards.GIB, 12 * Cards.GIB, List.of(apple));
    assertThat(fit(Cards.eight(), large, preset().context(4096)).verdict()).isEqualTo(Verdict.GPU);
  }

  @Test
  void addsGpusTogetherAndSaysSo() {
    Gpu one = new Gpu("CUDA0", "A", 8 * Cards.GIB, 7 * Cards.GIB, false);
    Gpu two = new Gpu("CUDA1", "B", 8 * Cards.GIB, 7 * Cards.GIB, false);
    MachineMemory both = new MachineMemory(32 * Cards.GIB, 30 * Cards.GIB, List.of(one, two));
    FitReport report = fit(Cards.eight(), both, preset().context(8192));
    assertThat(report.verdict()).isEqualTo(Verdict.GPU);
    assertThat(report.gpuFree()).isEqualTo(12 * Cards.GIB);
    assertThat(report.remarks()).anyMatch(r -> r.contains("reckoned as one"));
  }

  @Test
  void reckonsWithWhatARunningServerGivesBack() {
    Gpu busy = new Gpu("CUDA0", "A", 24 * Cards.GIB, 3 * Cards.GIB, false);
    MachineMemory now = new MachineMemory(32 * Cards.GIB, 20 * Cards.GIB, List.of(busy));
    assertThat(fit(Cards.eight(), now, preset().context(8192)).verdict()).isNotEqualTo(Verdict.GPU);
    MachineMemory after = now.afterFreeing(Cards.GIB, 20 * Cards.GIB);
    assertThat(after.gpus().getFirst().freeBytes()).isEqualTo(23 * Cards.GIB);
    assertThat(fit(Cards.eight(), after, preset().context(8192)).verdict()).isEqualTo(Verdict.GPU);
  }

  @Test
  void warnsOfWhatAPersonShouldKnow() {
    MachineMemory machine = machine(80, 64);
    assertThat(fit(Cards.eight(), machine, preset().context(100_000)).remarks())
        .anyMatch(r -> r.contains("trained for 40960"));
    assertThat(fit(Cards.eight(), machine, preset().context(8192).parallel(2)).remarks())
        .anyMatch(r -> r.contains("Each of the 2 slots has 4096"));
    assertThat(
            fit(
                    Cards.eight(),
                    machine,
                    preset().cacheV(CacheType.Q8_0).flashAttention(FlashAttention.OFF))
                .remarks())
        .anyMatch(r -> r.contains("needs flash attention"));
  }

  @Test
  void cannotTellWithoutLayers() {
    FitReport report = fit(GgufCard.UNKNOWN, machine(8, 8), preset());
    assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(report.remarks()).hasSize(1);
  }

  @Test
  void isNotFooledByAbsurdSizes() {
    TensorTotals absurd =
        new TensorTotals(
            3, 1, Long.MAX_VALUE, Collections.nCopies(3, Long.MAX_VALUE / 2), List.of(), 0, 0);
    AttentionShape heads = Cards.heads(3, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    GgufCard card = Cards.card(3, 1, Integer.MAX_VALUE, 0, Long.MAX_VALUE, 4096, absurd, heads);
    assertThat(fit(card, machine(24, 64), preset()).verdict()).isEqualTo(Verdict.TOO_BIG);
    assertThat(fit(card, machine(0, 64), preset()).advice().verdict()).isEqualTo(Verdict.TOO_BIG);
  }

  private static LaunchPresetBuilder preset() {
    return LaunchPreset.named("test");
  }

  private static FitReport fit(GgufCard card, MachineMemory machine, LaunchPresetBuilder preset) {
    return FitEstimate.of(new FitRequest(card, 0, 0, preset.build(), machine));
  }

  private static MachineMemory machine(int gpuGib, int ramGib) {
    Gpu gpu = new Gpu("CUDA0", "Test GPU", gpuGib * Cards.GIB, gpuGib * Cards.GIB, false);
    List<Gpu> gpus = gpuGib == 0 ? List.of() : List.of(gpu);
    return new MachineMemory(ramGib * Cards.GIB, ramGib * Cards.GIB, gpus);
  }

  private static GgufCard with(GgufCard card, AttentionShape shape) {
    return Cards.card(
        card.layers(),
        card.embedding(),
        card.feedForward(),
        card.experts(),
        card.vocabulary(),
        card.contextLength(),
        card.tensors(),
        shape);
  }
}
