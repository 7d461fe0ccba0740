package dev.hearth.runtime.install;

import dev.hearth.runtime.binary.BriefRun;
import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.Platform.Arch;
import dev.hearth.runtime.binary.Platform.Os;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks which graphics card and driver this machine has, as far as the choice of a build asks. */
public final class MachineLook {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern CUDA =
      Pattern.compile("CUDA (?:\\w+ )*Version:\\s*(\\d+(?:\\.\\d+)?)");

  private MachineLook() {}

  /** This machine. */
  public static Machine now() throws InterruptedException {
    Platform platform = Platform.current();
    Optional<String> cuda = cuda();
    List<Accelerator> accelerators = new ArrayList<>();
    if (platform.os() == Os.MAC) {
      if (platform.arch() == Arch.ARM64) {
        accelerators.add(Accelerator.METAL);
      }
    } else {
      if (cuda.isPresent()) {
        accelerators.add(Accelerator.CUDA);
      }
      if (vulkan(platform)) {
        accelerators.add(Accelerator.VULKAN);
      }
    }
    accelerators.add(Accelerator.CPU);
    return new Machine(platform, accelerators, cuda);
  }

  private static Optional<String> cuda() throws InterruptedException {
    try {
      return cudaVersion(BriefRun.of(PATIENCE, "nvidia-smi").output());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<String> cudaVersion(String output) {
    Matcher matcher = CUDA.matcher(output);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** A loader alone is not enough on Linux: without a card it would find software rendering. */
  private static boolean vulkan(Platform platform) {
    if (platform.os() == Os.WINDOWS) {
      String root = Optional.ofNullable(System.getenv("SystemRoot")).orElse("C:\\Windows");
      return Files.exists(Path.of(root, "System32", "vulkan-1.dll"));
    }
    return hasRenderNode()
        && List.of(
                "/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu")
            .stream()
            .anyMatch(dir -> Files.exists(Path.of(dir, "libvulkan.so.1")));
  }

  private static boolean hasRenderNode() {
    Path dri = Path.of("/dev/dri");
    if (!Files.isDirectory(dri)) {
      return false;
    }
    try (DirectoryStream<Path> nodes = Files.newDirectoryStream(dri, "renderD*")) {
      return nodes.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }
}
