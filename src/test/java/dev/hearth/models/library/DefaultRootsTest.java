package dev.hearth.models.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultRootsTest {
  private static final Path HOME = Path.of("/home/me").toAbsolutePath();

  @Test
  void knowsThePlacesOnLinux() {
    assertThat(paths("Linux", Map.of()))
        .containsExactly(
            ".local/share/hearth/models",
            ".cache/llama.cpp",
            ".cache/huggingface/hub",
            ".lmstudio/models",
            ".cache/lm-studio/models",
            ".config/Jan/data/llamacpp/models",
            ".config/Jan/data/models",
            "jan/models");
  }

  @Test
  void knowsThePlacesOnMac() {
    assertThat(paths("Mac OS X", Map.of()))
        .contains(
            "Library/Application Support/Hearth/models",
            "Library/Caches/llama.cpp",
            ".cache/huggingface/hub",
            "Library/Application Support/Jan/data/llamacpp/models");
  }

  @Test
  void knowsThePlacesOnWindows() {
    String local = HOME.resolve("L").toString();
    String roaming = HOME.resolve("R").toString();
    assertThat(paths("Windows 11", Map.of("LOCALAPPDATA", local, "APPDATA", roaming)))
        .contains(
            "L/Hearth/models", "L/llama.cpp", "R/Jan/data/llamacpp/models", ".lmstudio/models");
    assertThat(paths("Windows 11", Map.of())).contains("AppData/Local/llama.cpp");
  }

  @Test
  void obeysTheVariablesOfOtherPrograms() {
    String x = HOME.resolve("x").toString();
    assertThat(paths("Linux", Map.of("LLAMA_CACHE", x + "/l", "HF_HUB_CACHE", x + "/hub")))
        .contains("x/l", "x/hub");
    assertThat(paths("Linux", Map.of("HF_HOME", x))).contains("x/hub");
    assertThat(paths("Linux", Map.of("XDG_CACHE_HOME", x, "XDG_DATA_HOME", x)))
        .contains("x/hearth/models", "x/llama.cpp", "x/huggingface/hub");
  }

  @Test
  void offersOnlyFoldersThatExistBesidesItsOwn(@TempDir Path home) throws IOException {
    Files.createDirectories(home.resolve(".lmstudio/models"));
    DefaultRoots roots = new DefaultRoots("Linux", Map.of(), home);
    assertThat(roots.existing(home.resolve("mine")))
        .extracting(LibraryRoot::label, LibraryRoot::own)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Hearth", true),
            org.assertj.core.groups.Tuple.tuple("LM Studio", false));
  }

  @Test
  void showsAFileInTheSystemsFileManager() {
    Path file = HOME.resolve("a b.gguf");
    assertThat(new FileReveal("Windows 10").command(file))
        .containsExactly("explorer.exe", "/select," + file);
    assertThat(new FileReveal("Mac OS X").command(file))
        .containsExactly("open", "-R", file.toString());
    assertThat(new FileReveal("Linux").command(file)).containsExactly("xdg-open", HOME.toString());
  }

  private static List<String> paths(String system, Map<String, String> environment) {
    return new DefaultRoots(system, environment, HOME)
        .all().stream()
            .map(root -> HOME.relativize(root.path()).toString().replace('\\', '/'))
            .toList();
  }
}
