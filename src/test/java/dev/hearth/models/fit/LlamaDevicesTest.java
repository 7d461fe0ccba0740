package dev.hearth.models.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LlamaDevicesTest {
  @Test
  void readsDevicesOfSeveralKinds() {
    List<Gpu> gpus =
        LlamaDevices.parse(
            """
            ggml_cuda_init: found 2 CUDA devices (Total VRAM: 35936 MiB):
              Device 0: NVIDIA GeForce RTX 3080 Ti, compute capability 8.6, VMM: yes, VRAM: 11909 MiB
            ggml_vulkan: 0 = AMD Radeon Graphics (RADV) (radv) | uma: 1 | fp16: 1 | warp size: 64
            ggml_vulkan: 1 = AMD Radeon RX 7900 XTX (RADV NAVI31) (radv) | uma: 0 | fp16: 1
            Available devices:
              CUDA0: NVIDIA GeForce RTX 3080 Ti (11909 MiB, 11650 MiB free)
              Vulkan0: AMD Radeon Graphics (RADV) (15000 MiB, 14000 MiB free)
              Vulkan1: AMD Radeon RX 7900 XTX (RADV NAVI31) (24560 MiB, 24000 MiB free)
              BLAS: Accelerate (0 MiB, 0 MiB free)
            """);
    assertThat(gpus)
        .containsExactly(
            new Gpu(
                "CUDA0", "NVIDIA GeForce RTX 3080 Ti", 11909 * Cards.MIB, 11650 * Cards.MIB, false),
            new Gpu(
                "Vulkan0",
                "AMD Radeon Graphics (RADV)",
                15000 * Cards.MIB,
                14000 * Cards.MIB,
                true),
            new Gpu(
                "Vulkan1",
                "AMD Radeon RX 7900 XTX (RADV NAVI31)",
                24560 * Cards.MIB,
                24000 * Cards.MIB,
                false));
  }

  @Test
  void knowsMemoryThatIsSharedByItsNames() {
    assertThat(
            LlamaDevices.parse(
                """
                Available devices:
                  MTL0: Apple M4 Max (98304 MiB, 98303 MiB free)
                  SYCL0: Intel(R) Iris(R) Xe Graphics (7000 MiB, 7000 MiB free)
                  SYCL1: Intel(R) Arc(TM) A770 Graphics (16000 MiB, 15900 MiB free)
                """))
        .extracting(Gpu::shared)
        .containsExactly(true, true, false);
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertThat(LlamaDevices.parse("Available devices:\n  (none)\n")).isEmpty();
    assertThat(LlamaDevices.parse("error: invalid argument: --list-devices")).isEmpty();
    assertThat(LlamaDevices.parse("  X0: before the list (10 MiB, 10 MiB free)\n")).isEmpty();
    assertThat(
            LlamaDevices.parse(
                "Available devices:\n  X0: absurd (99999999999999999 MiB, 1 MiB free)\n"))
        .isEmpty();
  }

  @Test
  void readsWhatAServerTook() {
    MeasuredMemory measured =
        MeasuredMemory.parse(
            """
            0.00.017.429 I load_tensors:   CPU_Mapped model buffer size =   166.92 MiB
            0.00.017.429 I load_tensors:        CUDA0 model buffer size =  4000.00 MiB
            0.00.017.673 I llama_context:  CUDA_Host  output buffer size =     2.32 MiB
            0.00.017.817 I llama_kv_cache:      CUDA0 KV buffer size =  1024.00 MiB
            0.00.017.817 I llama_kv_cache:      CUDA1 KV buffer size =   512.00 MiB
            0.00.017.817 I llama_kv_cache:      CUDA1 KV buffer size =    88.00 MiB
            0.00.017.817 I llama_memory_recurrent: CUDA0 RS buffer size =    10.00 MiB
            0.00.019.725 I sched_reserve:      CUDA0 compute buffer size =   304.75 MiB
            0.00.019.725 I sched_reserve:  CUDA_Host compute buffer size =    24.01 MiB
            0.00.020.725 I sched_reserve:      CUDA0 compute buffer size =   304.75 MiB
            """);
    assertThat(measured.onGpu())
        .isEqualTo(
            new MemoryNeed(
                4000 * Cards.MIB, 1634 * Cards.MIB, Math.round(304.75 * Cards.MIB), 0, 0));
    assertThat(measured.inRam().weights()).isEqualTo(Math.round(166.92 * Cards.MIB));
    assertThat(measured.inRam().compute())
        .isEqualTo(Math.round(2.32 * Cards.MIB) + Math.round(24.01 * Cards.MIB));
    assertThat(MeasuredMemory.parse("no figures").inRam()).isEqualTo(MemoryNeed.NOTHING);
  }

  @Test
  void asksTheSystemForItsRam() {
    Gpu gpu = new Gpu("CUDA0", "A", 1, 1, false);
    MachineMemory memory = new OshiMemoryProbe(() -> List.of(gpu)).look();
    assertThat(memory.ramBytes()).isGreaterThan(256 * Cards.MIB);
    assertThat(memory.freeRamBytes()).isBetween(1L, memory.ramBytes());
    assertThat(memory.gpus()).containsExactly(gpu);
    assertThat(new OshiMemoryProbe(List::of).graphicsCards())
        .allMatch(card -> card.totalBytes() >= 0 && card.freeBytes() == card.totalBytes());
  }
}
