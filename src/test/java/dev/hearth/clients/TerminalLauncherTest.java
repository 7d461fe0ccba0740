package dev.hearth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TerminalLauncherTest {
  @TempDir Path folder;

  @Test
  void theFirstTerminalThatIsThereIsUsed() throws Exception {
    var launcher =
        new TerminalLauncher(
            "Linux", p -> p.equals("konsole") ? Optional.of(Path.of("/bin/k")) : Optional.empty());
    assertThat(launcher.terminal(Path.of("/tmp/s")))
        .containsExactly("konsole", "-e", "sh", "/tmp/s");
  }

  @Test
  void noTerminalIsSaidWithWhatToDoInstead() {
    var launcher = new TerminalLauncher("Linux", p -> Optional.empty());
    assertThatThrownBy(() -> launcher.terminal(Path.of("/tmp/s")))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining("Copy the lines");
  }

  @Test
  void aMissingProgramIsSaid() {
    var launcher = new TerminalLauncher("Linux", p -> Optional.empty());
    assertThatThrownBy(() -> launcher.launch(List.of("claude"), Map.of(), folder))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining("claude was not found");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theScriptHandsTheEnvironmentOverUnharmedAndDeletesItself() throws Exception {
    var launcher = new TerminalLauncher("Linux", p -> Optional.empty());
    Path out = folder.resolve("out");
    String awkward = "it's $HOME \"quoted\"\nsecond line";
    String text =
        launcher.script(
            List.of("sh", "-c", "printf %s \"$VALUE\" > '" + out + "'"),
            Map.of("VALUE", awkward),
            folder);
    Path script = folder.resolve("run.sh");
    Files.writeString(script, text);
    var builder = new ProcessBuilder("sh", script.toString());
    builder.environment().put("SHELL", "/bin/true");
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(printed).isEmpty();
    assertThat(Files.readString(out)).isEqualTo(awkward);
    assertThat(script).doesNotExist();
  }
}
