package dev.hearth.runtime.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.Platform.Arch;
import dev.hearth.runtime.binary.Platform.Os;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildChoiceTest {
  private static final Release RELEASE =
      new Release(
          "b11211",
          Instant.EPOCH,
          Stream.of(
                  "llama-b11211-bin-macos-arm64.tar.gz",
                  "llama-b11211-bin-macos-x64.tar.gz",
                  "llama-b11211-bin-ubuntu-arm64.tar.gz",
                  "llama-b11211-bin-ubuntu-cuda-12.8-x64.tar.gz",
                  "llama-b11211-bin-ubuntu-cuda-13.4-x64.tar.gz",
                  "llama-b11211-bin-ubuntu-rocm-10.0-x64.tar.gz",
                  "llama-b11211-bin-ubuntu-sycl-fp16-x64.tar.gz",
                  "llama-b11211-bin-ubuntu-s390x.tar.gz",
                  "llama-b11211-bin-ubuntu-vulkan-x64.tar.gz",
                  "llama-b11211-bin-ubuntu-x64.tar.gz",
                  "llama-b11211-bin-win-cpu-x64.zip",
                  "llama-b11211-bin-win-cuda-12.4-x64.zip",
                  "llama-b11211-bin-win-cuda-13.4-x64.zip",
                  "llama-b11211-bin-win-hip-radeon-x64.zip",
                  "llama-b11211-bin-win-opencl-adreno-arm64.zip",
                  "cudart-llama-bin-win-cuda-12.4-x64.zip",
                  "cudart-llama-bin-win-cuda-13.4-x64.zip",
                  "llama-b11211-xcframework.zip")
              .map(name -> new Release.Asset(name, "http://x/" + name, 10, Optional.empty()))
              .toList());

  @ParameterizedTest
  @CsvSource({
    "LINUX, X64, CPU, '', llama-b11211-bin-ubuntu-x64.tar.gz",
    "LINUX, ARM64, VULKAN CPU, '', llama-b11211-bin-ubuntu-arm64.tar.gz",
    "LINUX, X64, CUDA VULKAN CPU, 12.9, llama-b11211-bin-ubuntu-cuda-12.8-x64.tar.gz",
    "LINUX, X64, CUDA VULKAN CPU, 14.0, llama-b11211-bin-ubuntu-cuda-13.4-x64.tar.gz",
    "LINUX, X64, CUDA VULKAN CPU, 11.8, llama-b11211-bin-ubuntu-vulkan-x64.tar.gz",
    "LINUX, X64, ROCM, '', llama-b11211-bin-ubuntu-rocm-10.0-x64.tar.gz",
    "MAC, ARM64, METAL CPU, '', llama-b11211-bin-macos-arm64.tar.gz",
    "MAC, X64, CPU, '', llama-b11211-bin-macos-x64.tar.gz",
    "WINDOWS, X64, VULKAN CPU, '', llama-b11211-bin-win-cpu-x64.zip",
    "WINDOWS, X64, ROCM, '', llama-b11211-bin-win-hip-radeon-x64.zip",
    "WINDOWS, ARM64, OPENCL, '', llama-b11211-bin-win-opencl-adreno-arm64.zip"
  })
  void picksTheBestBuildForTheMachine(
      Os os, Arch arch, String accelerators, String cuda, String expected) throws Exception {
    Machine machine =
        new Machine(
            new Platform(os, arch),
            Stream.of(accelerators.split(" ")).map(Accelerator::valueOf).toList(),
            Optional.of(cuda).filter(text -> !text.isEmpty()));
    BuildChoice choice = BuildChoice.of(RELEASE, machine);
    assertThat(choice.main().name()).isEqualTo(expected);
    assertThat(choice.companions()).isEmpty();
  }

  @Test
  void cudaOnWindowsBringsItsRuntime() throws Exception {
    Machine machine =
        new Machine(
            new Platform(Os.WINDOWS, Arch.X64), List.of(Accelerator.CUDA), Optional.of("12.6"));
    BuildChoice choice = BuildChoice.of(RELEASE, machine);
    assertThat(choice.companions())
        .extracting(Release.Asset::name)
        .containsExactly("cudart-llama-bin-win-cuda-12.4-x64.zip");
    assertThat(choice.size()).isEqualTo(20);
    assertThat(choice.folder()).isEqualTo("llama-b11211-bin-win-cuda-12.4-x64");
  }

  @Test
  void aMachineWithoutABuildIsToldWhatThereIs() {
    Machine riscv =
        new Machine(new Platform(Os.LINUX, Arch.OTHER), List.of(Accelerator.CPU), Optional.empty());
    assertThatThrownBy(() -> BuildChoice.of(RELEASE, riscv))
        .hasMessageContaining("no build for linux other");
    Machine metal =
        new Machine(new Platform(Os.MAC, Arch.X64), List.of(Accelerator.METAL), Optional.empty());
    assertThatThrownBy(() -> BuildChoice.of(RELEASE, metal))
        .hasMessageContaining("There are: processor only");
  }

  @Test
  void readsWhatTheDriverSupports() {
    assertThat(
            MachineLook.cudaVersion(
                "| NVIDIA-SMI 550   Driver Version: 550   CUDA Version: 12.4 |"))
        .contains("12.4");
    assertThat(MachineLook.cudaVersion("CUDA UMD Version: 13.0")).contains("13.0");
    assertThat(MachineLook.cudaVersion("no devices")).isEmpty();
  }
}
