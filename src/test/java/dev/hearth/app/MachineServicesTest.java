package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.desk.services.LlamaServer;
import dev.hearth.desk.services.Trial;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.library.RootStatus;
import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.install.Builds;
import dev.hearth.runtime.install.Installer;
import dev.hearth.runtime.install.ReleaseFeed;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SettingsStore;
import dev.hearth.testing.SilentServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MachineServicesTest {
  @TempDir Path home;
  private final OkHttpClient http = new OkHttpClient();

  @AfterEach
  void end() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  @Test
  void foldersFollowTheLibraryAndTakeTheSampleModel() throws Exception {
    Path own = home.resolve("models");
    Path other = Files.createDirectories(home.resolve("other"));
    try (ModelLibrary library =
            ModelLibrary.open(
                home.resolve("data"),
                List.of(new LibraryRoot(own, "Hearth", true, true)),
                InstantSource.system());
        LibraryFolders folders = new LibraryFolders(library)) {
      folders.add(other);
      folders.enable(other, false);
      assertThat(folders.folders().now().getLast().root().enabled()).isFalse();
      folders.remove(other);
      assertThat(folders.folders().now()).hasSize(1);
      folders.addSampleModel();
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> folders.folders().now().stream().mapToInt(RootStatus::files).sum() == 1);
      Path file = Files.writeString(home.resolve("x.gguf"), "x");
      assertThatThrownBy(() -> folders.add(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is a file");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void programsAreFoundWithTheirVersionOrWhatIsWrong() throws Exception {
    Path good = script("good", "echo 'version: 6641 (abc)'; echo '--port N'; echo '--model FNAME'");
    Path bad = script("bad", "echo 'libcuda.so.1: cannot open shared object file'; exit 127");
    try (SettingsStore settings = store()) {
      List<LlamaServer> found =
          programs(settings, good.getParent() + ":" + bad.getParent(), "http://127.0.0.1:1/")
              .find();
      assertThat(found).extracting(LlamaServer::path).containsExactly(good, bad);
      assertThat(found.getFirst().usable()).isTrue();
      assertThat(found.getFirst().version()).contains("6641");
      assertThat(found.getLast().usable()).isFalse();
      assertThat(found.getLast().problem()).isNotBlank();
    }
  }

  @Test
  void anInstallThatWaitsForASilentMirrorCanBeCalledOff() throws Exception {
    try (SettingsStore settings = store();
        SilentServer silent = SilentServer.start()) {
      Trial trial = programs(settings, "", silent.url().toString()).install(p -> {});
      await().atMost(30, TimeUnit.SECONDS).until(() -> silent.accepted() > 0);
      trial.cancel();
      trial.done().get(30, TimeUnit.SECONDS);
    }
  }

  private SettingsStore store() throws IOException {
    return SettingsStore.open(AppFolders.under(home), SettingsStore.DEFAULT_PROFILE);
  }

  private LlamaPrograms programs(SettingsStore settings, String path, String mirror) {
    Builds builds = new Builds(home.resolve("builds"));
    AbilityProbe probe = new AbilityProbe();
    return new LlamaPrograms(
        settings,
        own ->
            new SearchPlaces(
                Platform.current(), Map.of("PATH", path), home, home.resolve("root"), own),
        probe,
        builds,
        new ReleaseFeed(http, HttpUrl.get(mirror)),
        new Installer(builds, http, probe));
  }

  private Path script(String folder, String body) throws IOException {
    Path file = Files.createDirectories(home.resolve(folder)).resolve("llama-server");
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
