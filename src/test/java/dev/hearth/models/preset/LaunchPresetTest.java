package dev.hearth.models.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchPresetTest {
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void survivesBeingKept() throws Exception {
    LaunchPreset preset =
        LaunchPreset.named("all of it")
            .context(16384)
            .gpuLayers(GpuLayers.ALL)
            .cpuExpertLayers(12)
            .cacheK(CacheType.Q8_0)
            .cacheV(CacheType.IQ4_NL)
            .kvInRam(true)
            .parallel(2)
            .flashAttention(FlashAttention.ON)
            .threads(6)
            .batch(1024)
            .microBatch(256)
            .devices(List.of("CUDA0", "CUDA1"))
            .tensorSplit("3,1")
            .draftModel("qwen-0.6b")
            .loras(List.of(new Lora("/l.gguf", 0.5)))
            .withoutProjector(true)
            .chatTemplate("chatml")
            .chatTemplateFile("/t.jinja")
            .thinking(Thinking.OFF)
            .thinkingFormat("deepseek")
            .thinkingBudget(512)
            .extraFlags(List.of("--no-warmup"))
            .environment(Map.of("CUDA_VISIBLE_DEVICES", "1"))
            .build();
    String text = json.writeValueAsString(preset);
    assertThat(json.readValue(text, LaunchPreset.class)).isEqualTo(preset);
    assertThat(text).contains("\"gpuLayers\":\"all\"").contains("\"cacheV\":\"iq4_nl\"");
    assertThat(preset.with().name("copy").build().with().name("all of it").build())
        .isEqualTo(preset);
  }

  @Test
  void readsAPresetThatSaysLittleOrMoreThanIsKnown() throws Exception {
    LaunchPreset preset =
        json.readValue("{\"name\":\" mine \",\"context\":8192,\"later\":1}", LaunchPreset.class);
    assertThat(preset).isEqualTo(LaunchPreset.named("mine").context(8192).build());
    assertThat(json.readValue("{}", LaunchPreset.class)).isEqualTo(LaunchPreset.defaults());
    assertThat(LaunchPreset.defaults().thinkingBudget()).isNegative();
  }

  @Test
  void refusesWhatNoServerCouldTake() {
    assertThatThrownBy(() -> LaunchPreset.named("x").context(-1).build())
        .hasMessageContaining("context cannot be negative");
    assertThatThrownBy(() -> GpuLayers.of("many")).hasMessageContaining("'auto' or 'all'");
    assertThatThrownBy(() -> CacheType.of("q3")).hasMessageContaining("'q3'");
  }

  @ParameterizedTest
  @CsvSource({"auto,33,auto", "all,33,all", "20,20,20", "99,33,99", "0,0,0", "-5,0,0"})
  void countsLayersWithTheOutputHead(String text, int resolved, String argument) {
    GpuLayers layers = GpuLayers.of(text);
    assertThat(layers.resolved(32)).isEqualTo(resolved);
    assertThat(layers.argument()).isEqualTo(argument);
  }
}
