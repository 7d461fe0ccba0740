package dev.hearth.runtime.install;

import static dev.hearth.runtime.install.ReleaseMirror.entry;
import static dev.hearth.runtime.install.ReleaseMirror.symlink;
import static dev.hearth.runtime.install.ReleaseMirror.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.install.InstallProgress.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Installs from a local mirror that answers as GitHub does. */
@DisabledOnOs(OS.WINDOWS)
class InstallerTest {
  @TempDir private Path dir;
  private ReleaseMirror mirror;
  private final OkHttpClient http = new OkHttpClient();
  private Builds builds;
  private Installer installer;
  private ReleaseFeed feed;

  @BeforeEach
  void open() throws IOException {
    mirror = new ReleaseMirror();
    builds = new Builds(dir.resolve("llama"));
    installer = new Installer(builds, http, new AbilityProbe());
    feed = new ReleaseFeed(http, mirror.at("/releases"));
  }

  @AfterEach
  void close() {
    mirror.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }

  @Test
  void versionsStandSideBySideAndOneIsCurrent() throws Exception {
    mirror.publish("b100");
    mirror.publish("b200");
    List<Stage> stages = new ArrayList<>();
    InstalledBuild first =
        installer.install(
            choice(feed.tagged("b100")), progress -> stages.add(progress.stage()), () -> false);
    assertThat(first.tag()).isEqualTo("b100");
    assertThat(stages)
        .containsSubsequence(Stage.DOWNLOADING, Stage.VERIFYING, Stage.UNPACKING, Stage.TRYING);
    InstalledBuild second = install(feed.latest());
    assertThat(second.tag()).isEqualTo("b200");
    assertThat(Files.isExecutable(second.program())).isTrue();
    assertThat(Files.readSymbolicLink(second.program().resolveSibling("libllama.so")).toString())
        .isEqualTo("libllama.so.0");

    assertThat(builds.list()).extracting(InstalledBuild::tag).containsExactly("b200", "b100");
    builds.use("b100");
    assertThat(builds.list().getFirst())
        .extracting(InstalledBuild::tag, InstalledBuild::current)
        .containsExactly("b100", true);
    assertThat(builds.folders().getFirst()).isEqualTo(first.program().getParent());
    int asked = mirror.asked();
    install(feed.tagged("b200"));
    assertThat(mirror.asked()).as("nothing is downloaded twice").isEqualTo(asked + 1);
    builds.remove("b100");
    assertThat(builds.list()).extracting(InstalledBuild::tag).containsExactly("b200");
    assertThatThrownBy(() -> builds.use("b7")).hasMessageContaining("There are: llama-b200");
    assertThat(feed.recent(5)).extracting(Release::tag).containsExactly("b200", "b100");
  }

  @Test
  void aWrongOrMissingChecksumInstallsNothing() throws Exception {
    mirror.publish("b100");
    mirror.tamper();
    assertThatThrownBy(() -> install(feed.latest())).hasMessageContaining("SHA-256");
    mirror.publish("b300", ReleaseMirror.build("b300"), false);
    assertThatThrownBy(() -> install(feed.latest())).hasMessageContaining("cannot be verified");
    assertNothingLeft();
  }

  @Test
  void aCancelledInstallLeavesNothing() throws Exception {
    mirror.publish("b100");
    assertThatThrownBy(() -> installer.install(choice(feed.latest()), progress -> {}, () -> true))
        .hasMessageContaining("Cancelled");
    assertNothingLeft();
  }

  @Test
  void aBuildThatDoesNotRunHereIsThrownAwayWithTheReason() throws Exception {
    mirror.publish(
        "b100",
        tar(
            entry(
                "llama-b100/llama-server",
                "#!/bin/sh\necho \"version GLIBC_2.99' not found\" >&2; exit 1\n")),
        true);
    assertThatThrownBy(() -> install(feed.latest()))
        .hasMessageContaining("does not run here")
        .hasMessageContaining("glibc 2.99");
    mirror.publish("b101", tar(entry("llama-b101/readme", "no program")), true);
    assertThatThrownBy(() -> install(feed.latest())).hasMessageContaining("no llama-server");
    assertNothingLeft();
  }

  @Test
  void hostileArchivesWriteNothingOutside() throws Exception {
    Path outside = dir.resolve("evil");
    for (byte[] archive :
        List.of(
            tar(entry("../../evil", "x")),
            tar(entry("/" + outside, "x")),
            tar(entry("a/../../../evil", "x")),
            tar(symlink("link", ".."), entry("link/../evil", "x")),
            tar(symlink("link", outside.toString())),
            tar(symlink("inside", "a"), entry("inside/evil", "x")))) {
      Path file = Files.write(dir.resolve("x.tar.gz"), archive);
      assertThatThrownBy(
              () -> new ArchiveUnpacker(dir.resolve("out"), 1000, () -> false).unpack(file))
          .isInstanceOf(InstallException.class)
          .hasMessageContaining("refused");
      assertThat(outside).doesNotExist();
      Builds.delete(dir.resolve("out"));
    }
    Path zip = Files.write(dir.resolve("x.zip"), zip("..\\evil", "x"));
    assertThatThrownBy(() -> new ArchiveUnpacker(dir.resolve("out"), 1000, () -> false).unpack(zip))
        .hasMessageContaining("outside");
    Path bomb = Files.write(dir.resolve("b.tar.gz"), tar(entry("big", "0".repeat(5000))));
    assertThatThrownBy(
            () -> new ArchiveUnpacker(dir.resolve("out"), 1000, () -> false).unpack(bomb))
        .hasMessageContaining("refused");
  }

  @Test
  void zipsAreUnpackedWithTheirModes() throws Exception {
    Path zip = Files.write(dir.resolve("x.zip"), zip("build/bin/llama-server", "program"));
    new ArchiveUnpacker(dir.resolve("out"), 1000, () -> false).unpack(zip);
    Path program = Builds.program(dir.resolve("out")).orElseThrow();
    assertThat(program).hasContent("program");
    assertThat(Files.isExecutable(program)).isTrue();
  }

  @Test
  void aMirrorThatFailsIsExplained() {
    assertThatThrownBy(() -> feed.tagged("../x")).hasMessageContaining("no release name");
    assertThatThrownBy(() -> feed.tagged("b1")).hasMessageContaining("no such release");
    ReleaseFeed limited = new ReleaseFeed(http, mirror.at("/limited"));
    assertThatThrownBy(limited::latest).hasMessageContaining("Try again in an hour");
    ReleaseFeed page = new ReleaseFeed(http, mirror.at("/page"));
    assertThatThrownBy(page::latest).hasMessageContaining("did not answer with a list");
  }

  private InstalledBuild install(Release release) throws Exception {
    return installer.install(choice(release), progress -> {}, () -> false);
  }

  private static BuildChoice choice(Release release) throws Exception {
    return new BuildChoice(release.tag(), release.assets().getFirst(), List.of(), Accelerator.CPU);
  }

  private void assertNothingLeft() throws IOException {
    assertThat(builds.list()).isEmpty();
    try (var left = Files.list(builds.root())) {
      assertThat(left).isEmpty();
    }
  }

  private static byte[] zip(String name, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setUnixMode(0100755);
      zip.putArchiveEntry(entry);
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
