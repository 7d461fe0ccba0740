package dev.hearth.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.SearchPlaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {
  @TempDir Path dir;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProgramThatDoesNotRunIsNotStartedForEveryLook() throws Exception {
    Path program = broken("llama-server");
    Path other = broken("other-server");
    Path[] chosen = {program};
    Devices devices = devices(chosen);
    assertThat(devices.get()).isEmpty();
    int once = starts(program);
    assertThat(once).isPositive();
    assertThat(devices.get()).isEmpty();
    assertThat(starts(program)).as("soon after").isEqualTo(once);
    chosen[0] = other;
    devices.get();
    assertThat(starts(other)).as("another one is asked at once").isPositive();
    chosen[0] = program;
    now = now.plus(Duration.ofMinutes(1));
    devices.get();
    assertThat(starts(program)).as("after a while").isEqualTo(2 * once);
  }

  @Test
  void withoutAProgramThereAreNone() {
    assertThat(devices(new Path[1]).get()).isEmpty();
  }

  private Devices devices(Path[] chosen) {
    SearchPlaces places =
        new SearchPlaces(Platform.current(), Map.of(), dir, dir.resolve("root"), List.of());
    return new Devices(
        new LocalPrograms(() -> places, () -> Optional.ofNullable(chosen[0])), () -> now);
  }

  private Path broken(String name) throws Exception {
    Path program = dir.resolve(name);
    Files.writeString(program, "#!/bin/sh\necho started >> \"$0.starts\"\nexit 1\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private static int starts(Path program) throws Exception {
    return Files.readAllLines(Path.of(program + ".starts")).size();
  }
}
