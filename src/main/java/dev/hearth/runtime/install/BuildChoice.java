package dev.hearth.runtime.install;

import dev.hearth.runtime.binary.Platform;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of a release that suit a machine.
 *
 * @param companions further archives to unpack beside it, such as the CUDA runtime on Windows
 */
public record BuildChoice(
    String tag, Release.Asset main, List<Release.Asset> companions, Accelerator accelerator) {
  public BuildChoice {
    companions = List.copyOf(companions);
  }

  /** Bytes to download. */
  public long size() {
    return main.size() + companions.stream().mapToLong(Release.Asset::size).sum();
  }

  /** A folder's name: the same build always has the same. */
  public String folder() {
    return main.name().replaceFirst("\\.(zip|tar\\.gz)$", "");
  }

  /** The best build for the machine. */
  public static BuildChoice of(Release release, Machine machine) throws InstallException {
    List<BuildFile> files =
        release.assets().stream()
            .map(BuildFile::of)
            .flatMap(Optional::stream)
            .filter(file -> file.platform().equals(machine.platform()))
            .toList();
    for (Accelerator accelerator : machine.accelerators()) {
      Optional<BuildFile> best =
          files.stream()
              .filter(file -> file.accelerator() == accelerator)
              .filter(file -> suits(file, machine))
              .max(Comparator.comparing(file -> file.version().orElse("0"), BuildChoice::compare));
      if (best.isPresent()) {
        return new BuildChoice(
            release.tag(), best.get().asset(), companions(release, best.get()), accelerator);
      }
    }
    throw new InstallException(
        "Release "
            + release.tag()
            + " has no build for "
            + words(machine.platform())
            + " with "
            + String.join(" or ", machine.accelerators().stream().map(Accelerator::words).toList())
            + ". "
            + (files.isEmpty()
                ? "Build llama.cpp yourself, or use your system's package."
                : "There are: "
                    + String.join(
                        ", ",
                        files.stream().map(file -> file.accelerator().words()).distinct().toList())
                    + "."));
  }

  private static boolean suits(BuildFile file, Machine machine) {
    return file.accelerator() != Accelerator.CUDA
        || machine.cuda().isEmpty()
        || compare(file.version().orElse("0"), machine.cuda().get()) <= 0;
  }

  /** Windows has no CUDA of its own to rely on; the release brings it along. */
  private static List<Release.Asset> companions(Release release, BuildFile build) {
    if (build.accelerator() != Accelerator.CUDA) {
      return List.of();
    }
    String cudart = build.asset().name().replaceFirst("^llama-[^-]+-bin-", "cudart-llama-bin-");
    return release.assets().stream().filter(asset -> asset.name().equals(cudart)).toList();
  }

  private static String words(Platform platform) {
    return platform.os().name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + platform.arch().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static int compare(String one, String other) {
    String[] left = one.split("\\.");
    String[] right = other.split("\\.");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int difference =
          Integer.compare(
              i < left.length ? Integer.parseInt(left[i]) : 0,
              i < right.length ? Integer.parseInt(right[i]) : 0);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }
}
