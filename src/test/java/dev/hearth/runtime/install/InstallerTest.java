package dev.hearth.runtime.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.install.InstallProgress.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Installs from a local mirror that answers as GitHub does. */
@DisabledOnOs(OS.WINDOWS)
class InstallerTest {
  private static final String PROGRAM =
      """
      #!/bin/sh
      case "$1" in
        --version) echo 'version: %s (abc)';;
        --help) echo '-m,    --model FNAME   model'; echo '--port PORT   port';;
      esac
      """;

  @TempDir private Path dir;
  private final MockWebServer mirror = new MockWebServer();
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<String> releases = new ArrayList<>();
  private final OkHttpClient http = new OkHttpClient();
  private Builds builds;
  private Installer installer;
  private ReleaseFeed feed;

  @BeforeEach
  void open() throws IOException {
    mirror.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return serve(request.getUrl());
          }
        });
    mirror.start();
    builds = new Builds(dir.resolve("llama"));
    installer = new Installer(builds, http, new AbilityProbe());
    feed = new ReleaseFeed(http, mirror.url("/releases"));
  }

  @AfterEach
  void close() {
    mirror.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }

  @Test
  void versionsStandSideBySideAndOneIsCurrent() throws Exception {
    publish("b100", tar("b100"), true);
    publish("b200", tar("b200"), true);
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
    int asked = mirror.getRequestCount();
    install(feed.tagged("b200"));
    assertThat(mirror.getRequestCount()).as("nothing is downloaded twice").isEqualTo(asked + 1);
    builds.remove("b100");
    assertThat(builds.list()).extracting(InstalledBuild::tag).containsExactly("b200");
    assertThatThrownBy(() -> builds.use("b7")).hasMessageContaining("There are: llama-b200");
    assertThat(feed.recent(5)).extracting(Release::tag).containsExactly("b200", "b100");
  }

  @Test
  void aWrongOrMissingChecksumInstallsNothing() throws Exception {
    publish("b100", tar("b100"), true);
    files.replaceAll((name, bytes) -> tampered(bytes));
    assertThatThrownBy(() -> install(feed.latest())).hasMessageContaining("SHA-256");
    publish("b300", tar("b300"), false);
    assertThatThrownBy(() -> install(feed.latest())).hasMessageContaining("cannot be verified");
    assertNothingLeft();
  }

  @Test
  void aCancelledInstallLeavesNothing() throws Exception {
    publish("b100", tar("b100"), true);
    assertThatThrownBy(() -> installer.install(choice(feed.latest()), progress -> {}, () -> true))
        .hasMessageContaining("Cancelled");
    assertNothingLeft();
  }

  @Test
  void aBuildThatDoesNotRunHereIsThrownAwayWithTheReason() throws Exception {
    publish(
        "b100",
        tar(
            entry(
                "llama-b100/llama-server",
                "#!/bin/sh\necho \"version GLIBC_2.99' not found\" >&2; exit 1\n")),
        true);
    assertThatThrownBy(() -> install(feed.latest()))
        .hasMessageContaining("does not run here")
        .hasMessageContaining("glibc 2.99");
    publish("b101", tar(entry("llama-b101/readme", "no program")), true);
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
    ReleaseFeed limited = new ReleaseFeed(http, mirror.url("/limited"));
    assertThatThrownBy(limited::latest).hasMessageContaining("Try again in an hour");
    ReleaseFeed page = new ReleaseFeed(http, mirror.url("/page"));
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

  private MockResponse serve(HttpUrl url) {
    String path = url.encodedPath();
    String last = url.pathSegments().getLast();
    if (path.startsWith("/limited")) {
      return new MockResponse.Builder().code(403).build();
    }
    if (path.startsWith("/page")) {
      return new MockResponse.Builder().body("<html>").build();
    }
    if (path.equals("/releases")) {
      return new MockResponse.Builder()
          .body("[" + String.join(",", releases.reversed()) + "]")
          .build();
    }
    if (path.equals("/releases/latest") && !releases.isEmpty()) {
      return new MockResponse.Builder().body(releases.getLast()).build();
    }
    if (path.startsWith("/releases/tags/")) {
      return releases.stream()
          .filter(json -> json.contains("\"" + last + "\""))
          .findFirst()
          .map(json -> new MockResponse.Builder().body(json).build())
          .orElse(new MockResponse.Builder().code(404).build());
    }
    return Optional.ofNullable(files.get(last))
        .map(bytes -> new MockResponse.Builder().body(new Buffer().write(bytes)).build())
        .orElse(new MockResponse.Builder().code(404).build());
  }

  private void publish(String tag, byte[] archive, boolean digest) throws Exception {
    String os = Platform.current().os() == Platform.Os.MAC ? "macos" : "ubuntu";
    String name = "llama-" + tag + "-bin-" + os + "-x64.tar.gz";
    files.put(name, archive);
    String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    releases.add(
        "{\"tag_name\":\"%s\",\"published_at\":\"2026-11-01T00:00:00Z\",\"assets\":[{\"name\":\"%s\",\"browser_download_url\":\"%s\",\"size\":%d%s}]}"
            .formatted(
                tag,
                name,
                mirror.url("/files/" + name),
                archive.length,
                digest ? ",\"digest\":\"sha256:" + sha + "\"" : ""));
  }

  private static byte[] tampered(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  private static byte[] tar(String tag) throws IOException {
    String top = "llama-" + tag + "/";
    return tar(
        entry(top + "llama-server", PROGRAM.formatted(tag.substring(1))),
        entry(top + "libllama.so.0", "library"),
        symlink(top + "libllama.so", "libllama.so.0"));
  }

  private record Entry(String name, String content, boolean link) {}

  private static Entry entry(String name, String content) {
    return new Entry(name, content, false);
  }

  private static Entry symlink(String name, String to) {
    return new Entry(name, to, true);
  }

  private static byte[] tar(Entry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      for (Entry it : entries) {
        byte[] content = it.content().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry =
            it.link()
                ? new TarArchiveEntry(it.name(), TarConstants.LF_SYMLINK)
                : new TarArchiveEntry(it.name(), true);
        if (it.link()) {
          entry.setLinkName(it.content());
        } else {
          entry.setSize(content.length);
          entry.setMode(0100755);
        }
        tar.putArchiveEntry(entry);
        if (!it.link()) {
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
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
