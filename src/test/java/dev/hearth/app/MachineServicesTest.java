package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.desk.services.LlamaServer;
import dev.hearth.desk.services.ProgramStatus;
import dev.hearth.desk.services.Trial;
import dev.hearth.models.library.FileReveal;
import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.library.RootStatus;
import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.binary.ServerBinary;
import dev.hearth.runtime.install.Accelerator;
import dev.hearth.runtime.install.BuildChoice;
import dev.hearth.runtime.install.Builds;
import dev.hearth.runtime.install.InstallProgress;
import dev.hearth.runtime.install.Installer;
import dev.hearth.runtime.install.Machine;
import dev.hearth.runtime.install.ReleaseFeed;
import dev.hearth.runtime.install.ReleaseMirror;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SettingsStore;
import dev.hearth.testing.SilentServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
        DeskShelf shelf = new DeskShelf(library, own, new FileReveal("linux"), work)) {
      LibraryFolders folders = new LibraryFolders(shelf);
      folders.add(other);
      folders.enable(other, false);
      assertThat(folders.folders().now().getLast().root().enabled()).isFalse();
      folders.remove(other);
      assertThat(shelf.folders().now()).as("one list for all views").hasSize(1);
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
    try (ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
      List<LlamaServer> found =
          programs(good.getParent() + ":" + bad.getParent(), "http://127.0.0.1:1/", work).find();
      assertThat(found).extracting(LlamaServer::path).containsExactly(good, bad);
      assertThat(found.getFirst().usable()).isTrue();
      assertThat(found.getFirst().version()).contains("6641");
      assertThat(found.getLast().usable()).isFalse();
      assertThat(found.getLast().problem()).isNotBlank();
    }
  }

  @Test
  void anInstallThatWaitsForASilentMirrorCanBeCalledOff() throws Exception {
    try (ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
        SilentServer silent = SilentServer.start()) {
      DeskPrograms programs = programs("", silent.url().toString(), work);
      Trial trial = programs.install(p -> {});
      await().atMost(30, TimeUnit.SECONDS).until(() -> silent.accepted() > 0);
      assertThat(programs.status().now().state()).isEqualTo(ProgramStatus.State.INSTALLING);
      assertThat(programs.install(p -> {})).as("the same for whoever asks next").isSameAs(trial);
      trial.cancel();
      trial.done().get(30, TimeUnit.SECONDS);
      await().until(() -> programs.status().now().state() == ProgramStatus.State.MISSING);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anInstalledBuildIsUsedByAllViewsAtOnce() throws Exception {
    try (ReleaseMirror mirror = new ReleaseMirror();
        ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
      mirror.publish("b100");
      DeskPrograms programs = programs("", mirror.url().toString(), work);
      await().until(() -> programs.status().now().state() == ProgramStatus.State.MISSING);
      List<InstallProgress.Stage> stages = new CopyOnWriteArrayList<>();
      programs.install(p -> stages.add(p.stage())).done().get(60, TimeUnit.SECONDS);
      assertThat(stages).contains(InstallProgress.Stage.TRYING);
      await().until(() -> programs.status().now().state() == ProgramStatus.State.FOUND);
      assertThat(programs.find().getFirst().path())
          .isEqualTo(programs.status().now().program().orElseThrow().path());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anotherProgramInTheSettingsIsUsedAtOnce() throws Exception {
    Path one = script("one", "echo 'version: 1 (abc)'; echo '--port N'; echo '--model FNAME'");
    Path two = script("two", "echo 'version: 2 (abc)'; echo '--port N'; echo '--model FNAME'");
    try (SettingsStore settings = SettingsStore.open(AppFolders.under(home), "default");
        ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
      LocalPrograms local =
          new LocalPrograms(
              () ->
                  new SearchPlaces(
                      Platform.current(),
                      Map.of("PATH", one.getParent().toString()),
                      home,
                      home.resolve("root"),
                      List.of()),
              () -> Chosen.models(settings.current()).llamaServer());
      DeskPrograms programs = new DeskPrograms(local, Optional.empty(), work);
      try (AutoCloseable following = programs.follow(settings)) {
        await().until(() -> used(programs).equals(Optional.of(one)));
        settings.change(s -> s.withModels(s.models().withLlamaServer(two.toString())));
        await().until(() -> used(programs).equals(Optional.of(two)));
        assertThat(local.best().path()).as("a start takes it too").isEqualTo(two);
        assertThat(programs.find().getFirst().path()).isEqualTo(two);
      }
    }
  }

  private static Optional<Path> used(DeskPrograms programs) {
    return programs.status().now().program().map(ServerBinary::path);
  }

  private DeskPrograms programs(String path, String mirror, Executor work) {
    Builds builds = new Builds(home.resolve("builds"));
    ReleaseFeed releases = new ReleaseFeed(http, HttpUrl.get(mirror));
    Installer installer = new Installer(builds, http, new AbilityProbe());
    Machine machine = new Machine(Platform.current(), List.of(Accelerator.CPU), Optional.empty());
    return new DeskPrograms(
        new LocalPrograms(
            () ->
                new SearchPlaces(
                    Platform.current(),
                    Map.of("PATH", path),
                    home,
                    home.resolve("root"),
                    builds.folders()),
            Optional::empty),
        Optional.of(
            (progress, cancelled) ->
                installer.install(BuildChoice.of(releases.latest(), machine), progress, cancelled)),
        work);
  }

  private Path script(String folder, String body) throws IOException {
    Path file = Files.createDirectories(home.resolve(folder)).resolve("llama-server");
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
