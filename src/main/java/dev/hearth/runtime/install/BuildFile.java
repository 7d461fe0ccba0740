package dev.hearth.runtime.install;

import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.Platform.Arch;
import dev.hearth.runtime.binary.Platform.Os;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a release file's name says.
 *
 * @param version of the accelerator's runtime, such as {@code 12.4}; empty where the name has none
 */
record BuildFile(
    Release.Asset asset, Platform platform, Accelerator accelerator, Optional<String> version) {
  private static final Pattern NAME =
      Pattern.compile(
          "llama-[^-]+-bin-(ubuntu|macos|win)-(?:(.+)-)?(x64|arm64)\\.(?:zip|tar\\.gz)");
  private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)*");

  static Optional<BuildFile> of(Release.Asset asset) {
    Matcher matcher = NAME.matcher(asset.name());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Os os =
        switch (matcher.group(1)) {
          case "macos" -> Os.MAC;
          case "win" -> Os.WINDOWS;
          default -> Os.LINUX;
        };
    Arch arch = matcher.group(3).equals("arm64") ? Arch.ARM64 : Arch.X64;
    String variant = matcher.group(2) == null ? "" : matcher.group(2);
    Matcher version = VERSION.matcher(variant);
    return Optional.of(
        new BuildFile(
            asset,
            new Platform(os, arch),
            accelerator(variant, os, arch),
            version.find() ? Optional.of(version.group()) : Optional.empty()));
  }

  private static Accelerator accelerator(String variant, Os os, Arch arch) {
    String kind = variant.replaceFirst("-.*", "");
    return switch (kind) {
      case "" -> os == Os.MAC && arch == Arch.ARM64 ? Accelerator.METAL : Accelerator.CPU;
      case "cpu" -> Accelerator.CPU;
      case "cuda" -> Accelerator.CUDA;
      case "vulkan" -> Accelerator.VULKAN;
      case "rocm", "hip" -> Accelerator.ROCM;
      case "sycl" -> Accelerator.SYCL;
      case "openvino" -> Accelerator.OPENVINO;
      case "opencl" -> Accelerator.OPENCL;
      default -> Accelerator.OTHER;
    };
  }
}
