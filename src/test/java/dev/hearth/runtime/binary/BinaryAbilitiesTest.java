package dev.hearth.runtime.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.models.fit.Gpu;
import dev.hearth.runtime.Captured;
import dev.hearth.testing.RealLlama;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BinaryAbilitiesTest {
  private static final String OLD_HELP =
      """
      ----- common params -----

      -h,    --help, --usage                  print usage and exit
      -fa,   --flash-attn                     enable Flash Attention (default: disabled)
                                              (env: LLAMA_ARG_FLASH_ATTN)
      --mlock                                 force system to keep model in RAM rather than swapping
                                              (env: LLAMA_ARG_MLOCK)
      -m,    --model FNAME                    model path
      --port PORT                             port to listen (default: 8080)
      """;

  @Test
  void readsAHelpTextOfToday() {
    BinaryAbilities abilities =
        BinaryAbilities.parse(
            "version: 0.7.0 (build 11669, commit Debian)\nbuilt with GNU 16.2.0",
            Captured.text("help.txt"),
            "");
    assertThat(abilities.version()).isEqualTo("0.7.0 (build 11669, commit Debian)");
    assertThat(abilities.build()).hasValue(11669);
    assertThat(abilities.routes()).isTrue();
    assertThat(abilities.takesValue("-fa")).isTrue();
    assertThat(abilities.help("-fa").orElseThrow().variable()).contains("LLAMA_ARG_FLASH_ATTN");
    assertThat(abilities.help("-ngl").orElseThrow().names())
        .containsExactly("-ngl", "--gpu-layers", "--n-gpu-layers");
    assertThat(abilities.takesValue("--metrics")).isFalse();
    assertThat(abilities.takesValue("--chat-template-file")).isTrue();
    assertThat(abilities.has("--no-kv-offload")).isTrue();
    assertThat(abilities.mentions("-ctk", "q8_0")).isTrue();
    assertThat(abilities.mentions("-ctk", "q9_0")).isFalse();
    assertThat(abilities.mentions("-lv", "trace")).isTrue();
    assertThat(abilities.has("--mlock")).isFalse();
    assertThat(abilities.has("--draft-max")).as("removed, though still named").isFalse();
    assertThat(abilities.flags()).hasSizeGreaterThan(200);
  }

  @Test
  void readsAHelpTextOfOld() {
    BinaryAbilities abilities = BinaryAbilities.parse("version: 4567 (abc1234)", OLD_HELP, "");
    assertThat(abilities.build()).hasValue(4567);
    assertThat(abilities.takesValue("-fa")).isFalse();
    assertThat(abilities.has("--mlock")).isTrue();
    assertThat(abilities.takesValue("--port")).isTrue();
    assertThat(abilities.firstOf("--load-mode", "--mlock")).contains("--mlock");
    assertThat(abilities.routes()).isFalse();
  }

  @Test
  void readsTheListOfDevices() {
    BinaryAbilities abilities =
        BinaryAbilities.parse(
            "",
            "",
            """
            Available devices:
              CUDA0: NVIDIA GeForce RTX 3090 (24135 MiB, 23000 MiB free)
              Vulkan1: AMD Radeon (RADV NAVI31) (16368 MiB, 16000 MiB free)
            """);
    long mib = 1024L * 1024;
    assertThat(abilities.devices())
        .containsExactly(
            new Gpu("CUDA0", "NVIDIA GeForce RTX 3090", 24135 * mib, 23000 * mib, false),
            new Gpu("Vulkan1", "AMD Radeon (RADV NAVI31)", 16368 * mib, 16000 * mib, false));
  }

  @Test
  void asksTheRealServer() throws Exception {
    BinaryAbilities abilities = new AbilityProbe().probe(RealLlama.require());
    assertThat(abilities.build()).isPresent();
    assertThat(abilities.has("--model")).isTrue();
    assertThat(abilities.has("--port")).isTrue();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProgramThatCannotRunIsRefusedWithTheReason(@TempDir Path dir) throws Exception {
    AbilityProbe probe = new AbilityProbe();
    assertThatThrownBy(() -> probe.probe(dir.resolve("absent"))).hasMessageContaining("no program");
    Path lacking =
        script(dir, "lacking", "echo 'error while loading shared libraries: libcuda.so.1: x' >&2");
    assertThatThrownBy(() -> probe.probe(lacking)).hasMessageContaining("libcuda.so.1");
    Path other = Files.writeString(dir.resolve("other"), "#!/bin/sh\necho some other program\n");
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> probe.probe(other)).hasMessageContaining("does not read like");
  }

  private static Path script(Path dir, String name, String body) throws Exception {
    Path file = Files.writeString(dir.resolve(name), "#!/bin/sh\n" + body + "\nexit 127\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
