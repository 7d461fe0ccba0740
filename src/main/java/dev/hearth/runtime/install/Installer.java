package dev.hearth.runtime.install;

import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.install.InstallProgress.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs an official build: downloads it, checks it against the release's SHA-256, unpacks it
 * beside the others, tries it, and only then gives it its name.
 */
public final class Installer {
  private static final Logger LOG = LoggerFactory.getLogger(Installer.class);

  /** Twice the largest official build, unpacked. */
  private static final long UNPACKED_BYTES = 4L * 1024 * 1024 * 1024;

  /** Unpacked files and the archive lie on the disk together for a moment. */
  private static final int SPACE_FACTOR = 5;

  private final Builds builds;
  private final Call.Factory http;
  private final AbilityProbe probe;

  public Installer(Builds builds, Call.Factory http, AbilityProbe probe) {
    this.builds = builds;
    this.http = http;
    this.probe = probe;
  }

  /**
   * Installs the chosen build and makes it the current one. An installed one is only made current.
   *
   * @param cancelled asked again and again; once true, everything is undone
   */
  public InstalledBuild install(
      BuildChoice choice, Consumer<InstallProgress> progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    Path target = builds.root().resolve(choice.folder());
    if (builds.list().stream().noneMatch(build -> build.name().equals(choice.folder()))) {
      Files.createDirectories(builds.root());
      requireSpace(choice);
      Path work = Files.createTempDirectory(builds.root(), ".installing-");
      try {
        Path unpacked = fetchAndUnpack(choice, work, progress, cancelled);
        progress.accept(new InstallProgress(Stage.TRYING, 0, 0));
        attempt(unpacked);
        builds.note(unpacked, choice);
        Builds.delete(target);
        Files.move(unpacked, target);
      } finally {
        Builds.delete(work);
      }
    }
    builds.use(choice.folder());
    InstalledBuild current = builds.list().getFirst();
    LOG.info("Installed {}", current.program());
    return current;
  }

  private void requireSpace(BuildChoice choice) throws IOException {
    long needed = choice.size() * SPACE_FACTOR;
    long free = Files.getFileStore(builds.root()).getUsableSpace();
    if (free < needed) {
      throw new InstallException(
          "The install needs about "
              + needed / (1024 * 1024)
              + " MB in "
              + builds.root()
              + ", and "
              + free / (1024 * 1024)
              + " MB are free.");
    }
  }

  private Path fetchAndUnpack(
      BuildChoice choice, Path work, Consumer<InstallProgress> progress, BooleanSupplier cancelled)
      throws IOException {
    Path unpacked = work.resolve("build");
    long before = 0;
    for (Release.Asset asset : assets(choice)) {
      Path archive = work.resolve(asset.name());
      download(asset, archive, before, choice.size(), progress, cancelled);
      before += asset.size();
      progress.accept(new InstallProgress(Stage.UNPACKING, before, choice.size()));
      // A companion belongs beside the program, wherever the main archive has put that.
      Path where = Builds.programFolder(unpacked);
      try {
        new ArchiveUnpacker(where, UNPACKED_BYTES, cancelled).unpack(archive);
      } catch (InstallException e) {
        throw e;
      } catch (IOException e) {
        throw new InstallException(asset.name() + " could not be unpacked: " + e.getMessage(), e);
      }
      Files.delete(archive);
    }
    return unpacked;
  }

  private static List<Release.Asset> assets(BuildChoice choice) {
    List<Release.Asset> assets = new ArrayList<>();
    assets.add(choice.main());
    assets.addAll(choice.companions());
    return assets;
  }

  private void download(
      Release.Asset asset,
      Path file,
      long before,
      long total,
      Consumer<InstallProgress> progress,
      BooleanSupplier cancelled)
      throws IOException {
    String expected =
        asset
            .sha256()
            .orElseThrow(
                () ->
                    new InstallException(
                        "The release gives no SHA-256 for "
                            + asset.name()
                            + ", so it cannot be verified. Choose a newer release."));
    MessageDigest digest = sha256();
    try (Response response =
            http.newCall(new Request.Builder().url(asset.url()).build()).execute();
        OutputStream out = Files.newOutputStream(file)) {
      if (!response.isSuccessful()) {
        throw new InstallException(asset.url() + " answered with status " + response.code() + ".");
      }
      InputStream in = response.body().byteStream();
      byte[] buffer = new byte[64 * 1024];
      long done = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (cancelled.getAsBoolean()) {
          throw new InstallException("Cancelled.");
        }
        done += count;
        if (asset.size() > 0 && done > asset.size()) {
          throw new InstallException(asset.name() + " is larger than the release says; refused.");
        }
        digest.update(buffer, 0, count);
        out.write(buffer, 0, count);
        progress.accept(new InstallProgress(Stage.DOWNLOADING, before + done, total));
      }
    } catch (InstallException e) {
      throw e;
    } catch (IOException e) {
      throw new InstallException(
          asset.name() + " could not be downloaded: " + e.getMessage() + ". Try again.", e);
    }
    progress.accept(new InstallProgress(Stage.VERIFYING, before + asset.size(), total));
    if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
      throw new InstallException(
          asset.name() + " does not have the SHA-256 its release gives; it was thrown away.");
    }
  }

  private void attempt(Path unpacked) throws IOException, InterruptedException {
    Path program =
        Builds.program(unpacked)
            .orElseThrow(() -> new InstallException("The archive holds no llama-server."));
    if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
      throw new InstallException(program + " cannot be made executable.");
    }
    try {
      probe.probe(program);
    } catch (ProbeFailedException e) {
      throw new InstallException("The build does not run here. " + e.getMessage(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
