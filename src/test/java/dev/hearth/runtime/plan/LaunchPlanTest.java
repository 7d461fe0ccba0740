package dev.hearth.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.models.preset.Lora;
import dev.hearth.models.preset.Thinking;
import dev.hearth.runtime.Captured;
import dev.hearth.runtime.binary.BinaryAbilities;
import dev.hearth.runtime.plan.PlanNote.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchPlanTest {
  private static final String GPU =
      "Available devices:\n  CUDA0: NVIDIA RTX (24135 MiB, 23000 MiB free)\n";
  private static final BinaryAbilities TODAY =
      BinaryAbilities.parse("version: 0.7.0 (build 11669)", Captured.text("help.txt"), GPU);
  private static final BinaryAbilities NO_GPU =
      BinaryAbilities.parse("version: 0.7.0 (build 11669)", Captured.text("help.txt"), "");
  private static final BinaryAbilities OLD =
      BinaryAbilities.parse(
          "version: 3000 (abc)",
          """
          -m,    --model FNAME      model path
          -c,    --ctx-size N       context (default: 4096)
          -ngl,  --gpu-layers N     layers
          -fa,   --flash-attn       enable Flash Attention
          --host HOST               host
          --port PORT               port
          --api-key KEY             key
          --reasoning-budget N      budget
          """,
          "");

  @Test
  void aPlainPresetLeavesEverythingToTheServer() {
    LaunchPlan plan = plan(TODAY, LaunchPreset.defaults());
    assertThat(plan.command())
        .containsExactly(
            "/opt/llama-server",
            "-m",
            "/models/My Model.gguf",
            "--mmproj",
            "/models/mmproj.gguf",
            "--alias",
            "mine",
            "--host",
            "127.0.0.1",
            "--port",
            "9000",
            "--jinja",
            "--metrics",
            "--slots",
            "-lv",
            "4");
    assertThat(plan.notes()).isEmpty();
    assertThat(plan.reports()).isTrue();
  }

  @Test
  void everyChoiceOfThePresetBecomesAFlag() {
    LaunchPreset preset =
        LaunchPreset.named("all")
            .context(65536)
            .gpuLayers(new GpuLayers(20))
            .cpuExpertLayers(8)
            .cacheK(CacheType.Q8_0)
            .cacheV(CacheType.Q4_0)
            .kvInRam(true)
            .parallel(3)
            .flashAttention(FlashAttention.ON)
            .threads(6)
            .batch(512)
            .microBatch(128)
            .devices(List.of("CUDA0", "CUDA1"))
            .tensorSplit("3,1")
            .loras(List.of(new Lora("a.gguf", 1), new Lora("b.gguf", 0.5)))
            .withoutProjector(true)
            .chatTemplateFile("/t.jinja")
            .thinking(Thinking.ON)
            .thinkingFormat("deepseek")
            .thinkingBudget(1000)
            .extraFlags(List.of("--temp", "0.2", "--no-warmup", "-s", "-1"))
            .environment(Map.of("CUDA_VISIBLE_DEVICES", "0"))
            .build();
    LaunchPlan plan = plan(TODAY, preset);
    assertThat(String.join(" ", plan.command()))
        .endsWith(
            "--jinja -c 65536 -ngl 20 -ncmoe 8 -ctk q8_0 -ctv q4_0 --no-kv-offload -dev CUDA0,CUDA1"
                + " -ts 3,1 -fa on -np 3 -t 6 -b 512 -ub 128 -md /models/draft.gguf --lora a.gguf"
                + " --lora-scaled b.gguf:0.5 --chat-template-file /t.jinja --reasoning on"
                + " --reasoning-format deepseek --reasoning-budget 1000 --metrics --slots -lv 4"
                + " --temp 0.2 --no-warmup -s -1")
        .doesNotContain("--mmproj");
    assertThat(plan.environment()).containsEntry("CUDA_VISIBLE_DEVICES", "0");
    assertThat(plan.notes()).isEmpty();
  }

  @Test
  void flagsAnOldBuildLacksAreNotUsedAndThatIsSaid() {
    LaunchPreset preset =
        LaunchPreset.named("p")
            .cacheK(CacheType.Q8_0)
            .flashAttention(FlashAttention.ON)
            .thinking(Thinking.OFF)
            .extraFlags(List.of("--moonlight", "bright", "-ngl", "5"))
            .build();
    LaunchPlan plan = plan(OLD, preset);
    assertThat(String.join(" ", plan.command()))
        .doesNotContain("--jinja", "--metrics", "-ctk", "-lv", "--moonlight", "bright")
        .contains("-c 8192 ", " -fa", "--reasoning-budget 0", "-ngl 5");
    assertThat(texts(plan, Kind.WARNING))
        .anyMatch(text -> text.contains("no -ctk"))
        .anyMatch(text -> text.contains("does not know --moonlight"))
        .anyMatch(text -> text.contains("takes no key from the environment"));
    assertThat(plan.apiKey()).isEmpty();
    assertThat(plan.reports()).isFalse();
  }

  @Test
  void gpuLayersGoByWhatTheProgramSees() {
    LaunchPreset all = LaunchPreset.named("p").gpuLayers(GpuLayers.ALL).build();
    assertThat(plan(TODAY, all).command()).containsSequence("-ngl", "all");
    LaunchPlan without = plan(NO_GPU, all);
    assertThat(without.command()).doesNotContain("-ngl");
    assertThat(texts(without, Kind.WARNING)).anyMatch(text -> text.contains("sees no GPU"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=1",
        "--host",
        "-c5",
        "-c",
        "--ctx-size=9",
        "-hf",
        "--api-key",
        "--models-dir",
        "--agent",
        "--log-file",
        "--ssl-key-file",
        "-m"
      })
  void flagsThatAreHearthsAreRefusedWithTheReason(String flag) {
    LaunchPlan plan =
        plan(
            TODAY,
            LaunchPreset.named("p").extraFlags(List.of(flag, "value", "--no-warmup")).build());
    assertThat(plan.refusals()).hasSize(1);
    assertThat(plan.refusals().getFirst().text()).startsWith(flag + " is not for a preset. ");
    assertThat(plan.command()).contains("--no-warmup").doesNotContain(flag + " value");
  }

  @Test
  void anEnvironmentVariableThatMeansAnOwnedFlagIsRefusedToo() {
    LaunchPlan plan =
        plan(
            TODAY,
            LaunchPreset.named("p").environment(Map.of("LLAMA_ARG_HOST", "0.0.0.0")).build());
    assertThat(plan.refusals()).hasSize(1);
    assertThat(plan.environment()).doesNotContainKey("LLAMA_ARG_HOST");
  }

  @Test
  void theCommandCanBeCopiedAndShowsNoSecret() {
    LaunchPlan plan = plan(TODAY, LaunchPreset.named("p").chatTemplate("it's {{x}}").build());
    assertThat(plan.apiKey()).contains("top-secret");
    assertThat(plan.shellCommand(Quoting.POSIX))
        .startsWith("LLAMA_API_KEY='****' /opt/llama-server -m '/models/My Model.gguf' ")
        .contains("'it'\\''s {{x}}'");
    assertThat(plan.shellCommand(Quoting.POWERSHELL))
        .startsWith("$env:LLAMA_API_KEY='****'; & ")
        .contains("'it''s {{x}}'");
    assertThat(plan.toString()).doesNotContain("top-secret");
  }

  @Test
  void anotherPortOrContextReplacesTheOldOne() {
    LaunchPlan plan = plan(TODAY, LaunchPreset.named("p").context(1000).build());
    assertThat(plan.onPort(9001, "taken").command()).containsSequence("--port", "9001");
    assertThat(plan.withContext(500, "half").context()).hasValue(500);
    assertThat(plan.withContext(500, "half").command())
        .containsSequence("-c", "500")
        .hasSameSizeAs(plan.command());
    assertThat(plan.withContext(500, "half").notes()).extracting(PlanNote::text).contains("half");
  }

  @Test
  void aManualBudgetNeedsANumberAndTheOthersNone() {
    assertThatThrownBy(() -> Budget.manual(0)).hasMessageContaining("needs a number");
    assertThatThrownBy(() -> new Budget(Budget.Mode.FULL, 5)).hasMessageContaining("take none");
  }

  private static LaunchPlan plan(BinaryAbilities abilities, LaunchPreset preset) {
    return LlamaPlanner.plan(
        Path.of("/opt/llama-server"),
        abilities,
        new LaunchRequest(
            "mine",
            Path.of("/models/My Model.gguf"),
            8192,
            Optional.of(Path.of("/models/mmproj.gguf")),
            preset.loras().isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of("/models/draft.gguf")),
            preset,
            Budget.BACKEND,
            new MachineMemory(0, 0, List.of()),
            9000,
            Optional.of("top-secret")));
  }

  private static List<String> texts(LaunchPlan plan, Kind kind) {
    return plan.notes().stream().filter(it -> it.kind() == kind).map(PlanNote::text).toList();
  }
}
