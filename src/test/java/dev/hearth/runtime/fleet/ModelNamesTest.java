package dev.hearth.runtime.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNamesTest {
  private static final List<FleetModel> MODELS =
      List.of(
          new FleetModel("qwen3-8b", List.of("coder", "claude-sonnet-*"), 0),
          new FleetModel("Coder", List.of("claude-*"), 0),
          new FleetModel("gemma", List.of("*"), 0));

  @ParameterizedTest
  @CsvSource({
    "qwen3-8b, qwen3-8b",
    "QWEN3-8B.gguf, qwen3-8b",
    "coder, qwen3-8b",
    "Coder, Coder",
    "claude-sonnet-4-5, qwen3-8b",
    "claude-haiku, Coder",
    "gpt-4o, gemma",
    "'', gemma"
  })
  void theMostTellingNameWins(String requested, String model) {
    assertThat(ModelNames.find(requested, MODELS).orElseThrow().name()).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o", "qwen3-8", "claude.sonnet"})
  void withoutACatchAllSomeNamesMeanNothing(String requested) {
    assertThat(ModelNames.find(requested, MODELS.subList(0, 2))).isEmpty();
  }
}
