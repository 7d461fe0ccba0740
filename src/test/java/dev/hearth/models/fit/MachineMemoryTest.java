package dev.hearth.models.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineMemoryTest {
  private static final long GB = 1L << 30;
  private static final long MB = 1L << 20;

  private static MachineMemory machine(long freeRam, Gpu... gpus) {
    return new MachineMemory(16 * GB, freeRam, List.of(gpus));
  }

  private static Gpu gpu(String id, long free) {
    return new Gpu(id, "card", 8 * GB, free, false);
  }

  @Test
  void theSystemsOwnBreathingLooksTheSame() {
    MachineMemory before = machine(4 * GB, gpu("CUDA0", 2 * GB));
    assertThat(before.looksLike(machine(4 * GB - 20 * MB, gpu("CUDA0", 2 * GB + 10 * MB))))
        .isTrue();
    assertThat(before.looksLike(machine(4 * GB - 80 * MB, gpu("CUDA0", 2 * GB)))).isFalse();
    assertThat(before.looksLike(machine(4 * GB, gpu("CUDA0", 2 * GB - 40 * MB)))).isFalse();
  }

  @Test
  void otherDevicesOrAnotherSizeNeverLookTheSame() {
    MachineMemory before = machine(4 * GB, gpu("CUDA0", 2 * GB));
    assertThat(before.looksLike(machine(4 * GB))).isFalse();
    assertThat(before.looksLike(machine(4 * GB, gpu("CUDA1", 2 * GB)))).isFalse();
    assertThat(before.looksLike(new MachineMemory(17 * GB, 4 * GB, before.gpus()))).isFalse();
  }
}
