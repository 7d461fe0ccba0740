package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.testing.RealLlama;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launch presets by command, and what becomes of them in the command that would be run. */
class PresetCommandTest {
  @TempDir private Path dir;
  private CommandBench hearth;
  private Path draft;

  @BeforeEach
  void models() throws Exception {
    hearth = new CommandBench(dir);
    hearth.model("big.gguf");
    draft = hearth.model("small.gguf");
  }

  @Test
  void presetsAreSavedChangedChosenAndRemoved() throws Exception {
    hearth.run("models", "preset", "list", "big");
    assertThat(hearth.out()).contains("There are no presets");
    assertThat(hearth.run("models", "preset", "save", "big", "long", "-c", "65536", "-ctk", "q8_0"))
        .isZero();
    assertThat(hearth.out()).contains("*", "long", "context 65536", "cacheK q8_0");
    hearth.run("models", "preset", "save", "big", "quick", "-c", "4096", "--thinking", "off");
    JsonNode both =
        hearth.json("models", "preset", "save", "big", "long", "--json", "-ctv", "q8_0");
    assertThat(both.findValuesAsText("name")).containsExactlyInAnyOrder("long", "quick");
    assertThat(chosen(both).path("name").asText()).isEqualTo("long");
    assertThat(chosen(both).path("context").asInt()).as("what was not said").isEqualTo(65536);
    assertThat(chosen(both).path("cacheV").asText()).isEqualTo("q8_0");

    JsonNode quick = chosen(hearth.json("models", "preset", "use", "big", "quick", "--json"));
    assertThat(quick.path("name").asText()).isEqualTo("quick");
    assertThat(hearth.json("models", "show", "big", "--json").path("preset").asText())
        .isEqualTo("quick");
    assertThat(hearth.json("models", "preset", "remove", "big", "quick", "--json")).hasSize(1);
    assertThat(hearth.run("models", "preset", "use", "big", "quick")).isNotZero();
    assertThat(hearth.err()).contains("no preset called 'quick'", "preset list big");
    assertThat(hearth.run("models", "preset", "save", "big", "odd", "-ctk", "q99")).isNotZero();
    assertThat(hearth.err()).contains("q99").doesNotContain("\tat ");
  }

  private static JsonNode chosen(JsonNode presets) {
    for (JsonNode preset : presets) {
      if (preset.path("chosen").asBoolean()) {
        return preset;
      }
    }
    throw new AssertionError("none is chosen: " + presets);
  }

  @Test
  void whatIsSavedAndWhatIsSaidIsInTheCommandThatWouldBeRun() throws Exception {
    hearth.environment.put("HEARTH_LLAMA_SERVER", RealLlama.require().toString());
    Path template = Files.writeString(dir.resolve("t.jinja"), "{{ messages }}");
    hearth.run("models", "preset", "save", "big", "mine", "-c", "4096", "-t", "3");
    hearth.run("models", "preset", "save", "big", "other", "-c", "2048");
    assertThat(argv("run", "big")).containsSequence("-c", "2048");
    assertThat(argv("run", "big", "--preset", "mine")).containsSequence("-c", "4096", "-t", "3");
    assertThat(
            argv(
                "run",
                "big",
                "-c",
                "1024",
                "--draft",
                "small",
                "--lora",
                "a.gguf:0.5",
                "--chat-template-file",
                template.toString(),
                "--thinking-budget",
                "100",
                "--extra",
                "--temp 0.2"))
        .containsSequence("-c", "1024")
        .containsSequence("-md", draft.toString())
        .containsSequence("--lora-scaled", "a.gguf:0.5")
        .containsSequence("--chat-template-file", template.toString())
        .containsSequence("--reasoning-budget", "100")
        .containsSequence("--temp", "0.2");
    JsonNode refused =
        hearth.json("run", "big", "--dry-run", "--json", "--extra=--host 0.0.0.0 --tools all");
    assertThat(refused.path("notes").toString()).contains("--host").contains("--tools");
    assertThat(hearth.run("run", "big", "--extra=--port 80")).isNotZero();
    assertThat(hearth.err()).contains("--port").doesNotContain("\tat ");
  }

  private List<String> argv(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--dry-run", "--json"));
    List<String> command = new ArrayList<>();
    hearth
        .json(all.toArray(String[]::new))
        .path("command")
        .forEach(word -> command.add(word.asText()));
    return command;
  }

  @Test
  void budgetsAreChosenByName() {
    assertThat(hearth.run("run", "big", "--budget", "manual")).isNotZero();
    assertThat(hearth.err()).contains("--context");
    assertThat(hearth.run("run", "--engine", "ollama", "-t", "2", "m")).isNotZero();
    assertThat(hearth.err()).contains("Modelfile");
  }
}
