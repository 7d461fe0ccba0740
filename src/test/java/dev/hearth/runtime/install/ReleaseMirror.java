package dev.hearth.runtime.install;

import dev.hearth.runtime.binary.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
import okio.Buffer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Answers as GitHub does for the releases of llama.cpp, with builds that a test has published. */
public final class ReleaseMirror implements AutoCloseable {
  /** Says its version and knows few flags; enough to be taken for a llama-server. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      case "$1" in
        --version) echo 'version: %s (abc)';;
        --help) echo '-m,    --model FNAME   model'; echo '--port PORT   port';;
      esac
      """;

  private final MockWebServer server = new MockWebServer();
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<String> releases = new ArrayList<>();

  public ReleaseMirror() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return serve(request.getUrl());
          }
        });
    server.start();
  }

  /** Where the list of releases is. */
  public URI url() {
    return at("/releases").uri();
  }

  HttpUrl at(String path) {
    return server.url(path);
  }

  int asked() {
    return server.getRequestCount();
  }

  /** A release with a build for this machine's processor that runs. */
  public void publish(String tag) {
    try {
      publish(tag, build(tag), true);
    } catch (IOException e) {
      throw new IllegalStateException("an archive in memory can be written", e);
    }
  }

  void publish(String tag, byte[] archive, boolean digest) {
    Platform machine = Platform.current();
    String name =
        "llama-%s-bin-%s-%s.tar.gz"
            .formatted(
                tag,
                machine.os() == Platform.Os.MAC ? "macos" : "ubuntu",
                machine.arch() == Platform.Arch.ARM64 ? "arm64" : "x64");
    files.put(name, archive);
    releases.add(
        "{\"tag_name\":\"%s\",\"published_at\":\"2026-11-01T00:00:00Z\",\"assets\":[{\"name\":\"%s\",\"browser_download_url\":\"%s\",\"size\":%d%s}]}"
            .formatted(
                tag,
                name,
                server.url("/files/" + name),
                archive.length,
                digest ? ",\"digest\":\"sha256:" + sha256(archive) + "\"" : ""));
  }

  /** Changes a byte of every build, while the list goes on to give the true hashes. */
  public void tamper() {
    files.replaceAll(
        (name, bytes) -> {
          byte[] changed = bytes.clone();
          changed[changed.length - 1] ^= 1;
          return changed;
        });
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
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

  @Override
  public void close() {
    server.close();
  }

  static byte[] build(String tag) throws IOException {
    String top = "llama-" + tag + "/";
    return tar(
        entry(top + "llama-server", PROGRAM.formatted(tag.substring(1))),
        entry(top + "libllama.so.0", "library"),
        symlink(top + "libllama.so", "libllama.so.0"));
  }

  record Entry(String name, String content, boolean link) {}

  static Entry entry(String name, String content) {
    return new Entry(name, content, false);
  }

  static Entry symlink(String name, String to) {
    return new Entry(name, to, true);
  }

  static byte[] tar(Entry... entries) throws IOException {
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
}
