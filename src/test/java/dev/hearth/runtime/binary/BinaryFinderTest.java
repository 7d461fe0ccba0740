package dev.hearth.runtime.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.runtime.binary.Platform.Arch;
import dev.hearth.runtime.binary.Platform.Os;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BinaryFinderTest {
  @TempDir private Path root;

  private final Map<String, String> environment = new HashMap<>();

  @Test
  void findsWhatEachPackageManagerInstalls() throws IOException {
    Path home = root.resolve("home/ada");
    program("usr/bin/llama-server");
    program("home/linuxbrew/.linuxbrew/bin/llama-server");
    program("home/ada/llama.cpp/build/bin/llama-server");
    program("hearth/llama/b100-cpu/llama-server");
    program("opt/tools/llama-server");
    environment.put(
        "PATH", root.resolve("opt/tools") + File.pathSeparator + root.resolve("usr/bin"));
    assertThat(finder(Os.LINUX, home, List.of(root.resolve("hearth/llama/b100-cpu"))))
        .extracting(
            b -> root.relativize(b.path()).toString().replace('\\', '/'), ServerBinary::origin)
        .containsExactly(
            tuple("hearth/llama/b100-cpu/llama-server", BinaryOrigin.HEARTH),
            tuple("opt/tools/llama-server", BinaryOrigin.PATH),
            tuple("usr/bin/llama-server", BinaryOrigin.PATH),
            tuple("home/linuxbrew/.linuxbrew/bin/llama-server", BinaryOrigin.HOMEBREW),
            tuple("home/ada/llama.cpp/build/bin/llama-server", BinaryOrigin.OWN_BUILD));
  }

  @Test
  void findsHomebrewOnAMac() throws IOException {
    program("opt/homebrew/bin/llama-server");
    assertThat(finder(Os.MAC, root.resolve("Users/ada"), List.of()))
        .extracting(ServerBinary::origin)
        .containsExactly(BinaryOrigin.HOMEBREW);
  }

  @Test
  void findsWingetAndScoopOnWindows() throws IOException {
    Path home = root.resolve("Users/ada");
    program("Users/ada/AppData/Local/Microsoft/WinGet/Packages/ggml.llamacpp_x/llama-server.exe");
    program("Users/ada/scoop/apps/llama.cpp/current/llama-server.exe");
    environment.put("LocalAppData", home.resolve("AppData/Local").toString());
    assertThat(finder(Os.WINDOWS, home, List.of()))
        .extracting(ServerBinary::origin)
        .containsExactly(BinaryOrigin.WINGET, BinaryOrigin.SCOOP);
  }

  @Test
  void theChoiceGoesFirstAndMayBeAFolderOrAVariable() throws IOException {
    program("mine/bin/llama-server");
    program("other/llama-server");
    program("usr/bin/llama-server");
    environment.put(SearchPlaces.CHOICE_VARIABLE, root.resolve("other/llama-server").toString());
    List<ServerBinary> found =
        new BinaryFinder(places(Os.LINUX, root.resolve("home"), List.of()))
            .llamaServers(Optional.of(root.resolve("mine")));
    assertThat(found)
        .extracting(ServerBinary::path)
        .containsExactly(
            root.resolve("mine/bin/llama-server"),
            root.resolve("other/llama-server"),
            root.resolve("usr/bin/llama-server"));
    assertThat(found.getFirst().origin()).isEqualTo(BinaryOrigin.CHOSEN);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theSameProgramUnderTwoNamesIsListedOnce() throws IOException {
    Path real = program("usr/bin/llama-server");
    Path link = root.resolve("opt/tools/llama-server");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, real);
    Files.writeString(root.resolve("opt/tools/vllm"), "not executable");
    environment.put("PATH", link.getParent() + File.pathSeparator + "\0broken");
    assertThat(finder(Os.LINUX, root.resolve("home"), List.of()))
        .extracting(ServerBinary::path)
        .containsExactly(link);
    assertThat(
            new BinaryFinder(places(Os.LINUX, root.resolve("home"), List.of()))
                .find("vllm", Optional.empty()))
        .isEmpty();
  }

  @Test
  void knowsItsMachine() {
    assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(new Platform(Os.MAC, Arch.ARM64));
    assertThat(Platform.of("Windows 11", "amd64")).isEqualTo(new Platform(Os.WINDOWS, Arch.X64));
    assertThat(Platform.of("Linux", "riscv64")).isEqualTo(new Platform(Os.LINUX, Arch.OTHER));
  }

  private List<ServerBinary> finder(Os os, Path home, List<Path> installs) {
    return new BinaryFinder(places(os, home, installs)).llamaServers(Optional.empty());
  }

  private SearchPlaces places(Os os, Path home, List<Path> installs) {
    return new SearchPlaces(new Platform(os, Arch.X64), environment, home, root, installs);
  }

  private Path program(String relative) throws IOException {
    Path file = root.resolve(relative);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }
}
