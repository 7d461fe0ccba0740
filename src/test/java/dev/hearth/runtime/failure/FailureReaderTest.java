package dev.hearth.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.runtime.Captured;
import dev.hearth.runtime.log.LogLine;
import dev.hearth.runtime.log.ServerLog;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReaderTest {

  @ParameterizedTest
  @CsvSource({
    "missing-file, MISSING_FILE, missing.gguf",
    "bad-arch, UNKNOWN_ARCHITECTURE, lluma",
    "truncated-half, CORRUPT_FILE, blk.0.attn_v.weight",
    "truncated-header, CORRUPT_FILE, damaged",
    "garbage, NOT_A_MODEL, not a GGUF",
    "empty, NOT_A_MODEL, not a GGUF",
    "bad-version, UNSUPPORTED_FILE_VERSION, version 99",
    "out-of-memory, OUT_OF_MEMORY, memory",
    "bad-mmproj, BAD_PROJECTOR, mmproj",
    "bad-template, BAD_TEMPLATE, template",
    "bad-flag-value, BAD_FLAG_VALUE, -c",
    "unknown-flag, BAD_FLAG, --no-such-flag",
    "port-in-use, PORT_TAKEN, 37353",
    "bad-host, PORT_TAKEN, 203.0.113.7"
  })
  void namesTheCauseOfWhatARealServerPrinted(String file, FailureKind kind, String word) {
    ServerFailure failure =
        FailureReader.ofStart(lines(Captured.text("starts/" + file + ".txt")), 1);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.cause()).contains(word).doesNotContain("$");
    assertThat(failure.remedy()).isNotBlank();
    assertThat(failure.lines()).isNotEmpty().hasSizeLessThanOrEqualTo(FailureReader.EVIDENCE_LINES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llama-server: error while loading shared libraries: libcudart.so.12: cannot open shared"
            + " object file: No such file or directory | MISSING_LIBRARY | libcudart.so.12",
        "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 9000.00 MiB on device 0: cudaMalloc"
            + " failed: out of memory | OUT_OF_GPU_MEMORY | graphics card",
        "ggml_vulkan: Device memory allocation of size 1 failed. vk::Device::allocateMemory:"
            + " ErrorOutOfDeviceMemory | OUT_OF_GPU_MEMORY | graphics card",
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate | OUT_OF_GPU_MEMORY |"
            + " graphics card",
        "vllm: error: unrecognized arguments: --nope | BAD_FLAG | --nope",
        "CUDA error: no kernel image is available for execution on the device | BAD_DRIVER |"
            + " driver",
        "ValueError: Model architectures ['X'] are not supported for now | UNKNOWN_ARCHITECTURE |"
            + " 'X'",
        "OSError: [Errno 98] Address already in use | PORT_TAKEN | taken"
      })
  void knowsTheWordsOfOtherServersAndOfGraphicsDrivers(String line, FailureKind kind, String word) {
    ServerFailure failure = FailureReader.ofStart(lines(line), 1);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.cause()).contains(word).doesNotContain("$");
  }

  @Test
  void readsADeathBySignalWhenTheLogIsSilent() {
    assertThat(FailureReader.ofCrash(List.of(), 137).kind()).isEqualTo(FailureKind.KILLED);
    assertThat(FailureReader.ofCrash(List.of(), 139).kind()).isEqualTo(FailureKind.CRASHED);
    assertThat(FailureReader.ofStart(List.of(), 132).kind())
        .isEqualTo(FailureKind.ILLEGAL_INSTRUCTION);
    assertThat(FailureReader.ofStart(List.of(), 0xC0000135).kind())
        .isEqualTo(FailureKind.MISSING_LIBRARY);
  }

  @Test
  void anUnknownFailureShowsTheFirstErrorLine() {
    ServerFailure failure =
        FailureReader.ofStart(
            lines("0.00.000.001 I srv: hello\n0.00.000.002 E srv: the moon is in the way"), 3);
    assertThat(failure.kind()).isEqualTo(FailureKind.EXITED);
    assertThat(failure.cause()).contains("the moon is in the way");
    assertThat(failure.lines()).containsExactly("srv: the moon is in the way");
  }

  private static List<LogLine> lines(String text) {
    try (ServerLog log = ServerLog.inMemory(InstantSource.system())) {
      text.lines().forEach(log::append);
      return log.tail(Integer.MAX_VALUE);
    }
  }
}
