package dev.hearth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.runtime.install.ReleaseMirror;
import dev.hearth.testing.HearthProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code hearth llama install} from a mirror on this machine. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the published builds are shell scripts")
class LlamaInstallCommandTest {
  @TempDir private Path dir;
  private ReleaseMirror mirror;
  private CommandBench hearth;

  @BeforeEach
  void start() throws Exception {
    mirror = new ReleaseMirror();
    hearth = new CommandBench(dir);
    hearth.environment.put("HEARTH_LLAMA_RELEASES", mirror.url().toString());
    // What this machine may have besides must not decide.
    hearth.environment.put("PATH", "");
  }

  @AfterEach
  void stop() {
    mirror.close();
  }

  @Test
  void aBuildIsInstalledUsedSwappedAndRemoved() throws Exception {
    mirror.publish("b100");
    mirror.publish("b200");
    JsonNode newest = hearth.json("llama", "install", "--accelerator", "CPU", "--json");
    assertThat(newest.path("tag").asText()).isEqualTo("b200");
    Path program = Path.of(newest.path("path").asText());
    assertThat(Files.isExecutable(program)).isTrue();
    assertThat(program).startsWith(hearth.folders.data().resolve("llama"));
    assertThat(hearth.err()).isEmpty();
    assertThat(used()).isEqualTo(program.toString());

    assertThat(hearth.run("llama", "install", "b100", "--accelerator", "CPU")).isZero();
    assertThat(hearth.out()).contains("Using llama.cpp b100");
    assertThat(hearth.err()).containsPattern("(?m)^100 % downloading llama-b100.*\n^trying");
    assertThat(used()).contains("b100");
    hearth.run("llama", "list");
    assertThat(hearth.out()).containsSubsequence("*", "100", "200");

    assertThat(hearth.json("llama", "use", "b200", "--json").path("tag").asText())
        .isEqualTo("b200");
    assertThat(used()).isEqualTo(program.toString());
    assertThat(hearth.json("llama", "remove", "b100", "--json").path("removed").asText())
        .isEqualTo("b100");
    assertThat(hearth.json("llama", "list", "--json")).hasSize(1);
  }

  private String used() throws Exception {
    return hearth.json("llama", "list", "--json").get(0).path("path").asText();
  }

  @Test
  void aBuildThatIsNotTheOneAnnouncedIsRefused() throws Exception {
    mirror.publish("b100");
    mirror.tamper();
    assertThat(hearth.run("llama", "install", "--accelerator", "CPU")).isNotZero();
    assertThat(hearth.err()).contains("SHA-256").doesNotContain("\tat ");
    assertThat(hearth.json("llama", "list", "--json")).isEmpty();
  }

  @Test
  void aBarIsDrawnOnATerminal() throws Exception {
    mirror.publish("b100");
    try (HearthProcess process =
        HearthProcess.startOnTerminal(
            Map.of("HEARTH_HOME", dir.toString(), "HEARTH_LLAMA_RELEASES", mirror.url().toString()),
            "llama",
            "install",
            "--accelerator",
            "CPU")) {
      String shown = process.output();
      assertThat(process.process().waitFor()).as(shown).isZero();
      assertThat(shown.lines())
          .anyMatch(line -> line.startsWith("[##############################] 100 %"));
      assertThat(shown).contains("Using llama.cpp b100");
    }
  }
}
