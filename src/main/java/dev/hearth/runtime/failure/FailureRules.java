package dev.hearth.runtime.failure;

import static dev.hearth.runtime.failure.FailureKind.BAD_DRAFT_MODEL;
import static dev.hearth.runtime.failure.FailureKind.BAD_DRIVER;
import static dev.hearth.runtime.failure.FailureKind.BAD_FLAG;
import static dev.hearth.runtime.failure.FailureKind.BAD_FLAG_VALUE;
import static dev.hearth.runtime.failure.FailureKind.BAD_PROJECTOR;
import static dev.hearth.runtime.failure.FailureKind.BAD_TEMPLATE;
import static dev.hearth.runtime.failure.FailureKind.CORRUPT_FILE;
import static dev.hearth.runtime.failure.FailureKind.MISSING_FILE;
import static dev.hearth.runtime.failure.FailureKind.MISSING_LIBRARY;
import static dev.hearth.runtime.failure.FailureKind.NOT_A_MODEL;
import static dev.hearth.runtime.failure.FailureKind.OUT_OF_GPU_MEMORY;
import static dev.hearth.runtime.failure.FailureKind.OUT_OF_MEMORY;
import static dev.hearth.runtime.failure.FailureKind.PORT_TAKEN;
import static dev.hearth.runtime.failure.FailureKind.UNKNOWN_ARCHITECTURE;
import static dev.hearth.runtime.failure.FailureKind.UNREADABLE_FILE;
import static dev.hearth.runtime.failure.FailureKind.UNSUPPORTED_FILE_VERSION;
import static dev.hearth.runtime.failure.FailureRule.of;

import java.util.List;

/** The known failures, the most telling first: the first rule that any line matches wins. */
final class FailureRules {
  private static final String UPDATE =
      "Install a newer llama-server (hearth llama install), or pick another file.";
  private static final String DOWNLOAD_AGAIN =
      "Download the file again; Hearth checks it against its published checksum.";
  private static final String LESS_GPU =
      "Lower the context, choose a smaller KV cache type, or put fewer layers on the GPU.";
  private static final String FIX_FLAG =
      "Remove it from the extra flags of this model's preset, or choose another llama-server.";

  static final List<FailureRule> ALL =
      List.of(
          of(
              MISSING_LIBRARY,
              "error while loading shared libraries: ([^:]+):",
              "llama-server needs the library $1, which this machine does not have.",
              "Install the matching GPU runtime, or the official build for this machine"
                  + " (hearth llama install)."),
          of(
              MISSING_LIBRARY,
              "Library not loaded: (\\S+)|(\\w+\\.dll) was not found",
              "llama-server needs the library $1$2, which this machine does not have.",
              "Install the official build for this machine (hearth llama install)."),
          of(
              MISSING_LIBRARY,
              "GLIBC_([\\d.]+)' not found",
              "This llama-server was built for a newer system (it needs glibc $1).",
              "Use your distribution's package or another build."),
          of(
              BAD_DRIVER,
              "CUDA driver version is insufficient|no kernel image is available|"
                  + "the provided PTX was compiled with an unsupported toolchain",
              "The graphics driver is too old, or the card is not one this build supports.",
              "Update the NVIDIA driver, or install the Vulkan build (hearth llama install"
                  + " --accelerator vulkan)."),
          of(
              PORT_TAKEN,
              "couldn't bind HTTP server socket, hostname: ([^,\\s]+), port: (\\d+)",
              "The port $2 on $1 is taken by another program.",
              "Choose another port, or stop the program that holds it."),
          of(
              PORT_TAKEN,
              "address already in use",
              "The port is taken by another program.",
              "Choose another port, or stop the program that holds it."),
          of(
              MISSING_FILE,
              "failed to open GGUF file '([^']*)' \\(No such file or directory\\)",
              "The model file $1 is not there.",
              "It was moved or deleted, or its drive is not connected. Rescan the library."),
          of(
              UNREADABLE_FILE,
              "failed to open GGUF file '([^']*)' \\(Permission denied\\)",
              "The model file $1 may not be read by you.",
              "Change the file's permissions."),
          of(
              BAD_PROJECTOR,
              "Failed to load CLIP model from ([^\\n]+)|failed to load multimodal model, '([^']*)'",
              "The image projector (mmproj) $1$2 could not be loaded.",
              "Choose the mmproj file that belongs to this model, or start without images."),
          of(
              BAD_DRAFT_MODEL,
              "failed to load draft model,? '?([^'\\n]+)",
              "The draft model $1 could not be loaded.",
              "Choose a draft model of the same family, or start without one."),
          of(
              UNKNOWN_ARCHITECTURE,
              "unknown (?:model )?architecture: '([^']*)'|"
                  + "Model architectures \\[([^\\]]*)\\] are not supported",
              "This build of the server does not know the architecture $1$2.",
              UPDATE),
          of(
              UNSUPPORTED_FILE_VERSION,
              "this GGUF file is version (\\d+) but",
              "The file is GGUF version $1, newer than this llama-server reads.",
              UPDATE),
          of(
              CORRUPT_FILE,
              "tensor '([^']*)' data is not within the file bounds",
              "The model file is shorter than its own table of contents says (at tensor $1).",
              "The download was cut off or the file is damaged. " + DOWNLOAD_AGAIN),
          of(
              NOT_A_MODEL,
              "invalid magic characters|failed to read magic|bad magic",
              "The file is not a GGUF model.",
              "It may be a web page saved under a model's name. " + DOWNLOAD_AGAIN),
          of(
              CORRUPT_FILE,
              "model is corrupted or incomplete|failed to read key-value pairs|"
                  + "exceeds remaining file size|failed to read tensor|failed to read header",
              "The model file is cut short or damaged.",
              DOWNLOAD_AGAIN),
          of(
              OUT_OF_GPU_MEMORY,
              "cudaMalloc failed: out of memory|CUDA(?: error:)? out of"
                  + " memory|ErrorOutOfDeviceMemory|failed to allocate"
                  + " (?:CUDA|Vulkan|Metal|ROCm|SYCL)\\S* buffer|Insufficient Memory"
                  + " \\(00000008:kIOGPUCommandBuffer|No available memory for the cache"
                  + " blocks|torch\\.\\S*OutOfMemoryError",
              "The graphics card has too little free memory for this model and context.",
              LESS_GPU),
          of(
              OUT_OF_MEMORY,
              "std::bad_alloc|failed to allocate (?:CPU )?buffer|cannot allocate memory|"
                  + "failed to allocate compute|failed to allocate buffer for kv cache",
              "There is not enough memory for this model and context.",
              "Lower the context, choose a smaller KV cache type, or a smaller quantisation."),
          of(
              BAD_TEMPLATE,
              "failed to initialize chat template|chat template is not supported|"
                  + "failed to apply template",
              "The chat template could not be used.",
              "Correct the template override in this model's preset, or remove it."),
          of(
              BAD_FLAG_VALUE,
              "error while handling argument \"([^\"]+)\": ([^\\n]*)",
              "The flag $1 was given a value it does not take ($2).",
              FIX_FLAG),
          of(
              BAD_FLAG,
              "error: (?:invalid|unknown) argument: (\\S+)|unrecognized arguments: ([^\\n]+)|"
                  + "error: unknown option '?([^'\\n]+)",
              "This build does not know the flag $1$2$3.",
              FIX_FLAG),
          of(
              UNKNOWN_ARCHITECTURE,
              "unsupported (?:tensor|quantization) type (\\S+)|"
                  + "tensor '[^']*' has invalid ggml type (\\d+)",
              "This build does not know a quantisation used in the file ($1$2).",
              UPDATE));

  private FailureRules() {}
}
