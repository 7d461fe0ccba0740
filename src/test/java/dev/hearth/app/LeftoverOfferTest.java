package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.models.library.ModelLibrary;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.runtime.binary.Platform;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.runtime.orphans.ProcessIdentity;
import dev.hearth.runtime.orphans.RunningServer;
import dev.hearth.runtime.plan.EngineKind;
import dev.hearth.runtime.server.PortChoice;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.testing.RealLlama;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LeftoverOfferTest implements LeftoverOffer.Voice {
  @TempDir private Path dir;
  private final List<Map<String, Runnable>> asked = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<Process> left = new ArrayList<>();
  private ModelLibrary library;
  private LocalModels models;
  private Path file;

  @BeforeEach
  void open() throws Exception {
    Path program = RealLlama.require();
    Path folder = Files.createDirectories(dir.resolve("models"));
    file = folder.resolve("Tiny-F16.gguf");
    ClockworkModel.write(file);
    library = ModelLibrary.open(dir.resolve("library"), List.of(), InstantSource.system());
    library.addRoot(folder);
    library.rescan().get(30, TimeUnit.SECONDS);
    SearchPlaces places =
        new SearchPlaces(Platform.current(), Map.of(), dir, dir.resolve("root"), List.of());
    models =
        new LocalModels(
            library,
            new LocalPrograms(() -> places, () -> Optional.of(program)),
            () -> LocalChoices.USUAL,
            dir.resolve("data"),
            InstantSource.system());
  }

  @AfterEach
  void close() {
    if (models != null) {
      models.close();
      library.close();
    }
    left.forEach(Process::destroyForcibly);
  }

  @Test
  void aServerOfAModelStillThereIsTakenOver() throws Exception {
    Process process = leftover(file);
    new LeftoverOffer(models, this).offer();
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst())
        .containsOnlyKeys(LeftoverOffer.ADOPT, LeftoverOffer.END, LeftoverOffer.KEEP);
    asked.getFirst().get(LeftoverOffer.KEEP).run();
    assertThat(process.isAlive()).isTrue();
    asked.getFirst().get(LeftoverOffer.ADOPT).run();
    assertThat(failures).isEmpty();
    assertThat(models.fleet().status().servers().getFirst().state())
        .isInstanceOfSatisfying(
            ServerState.Ready.class, it -> assertThat(it.pid()).isEqualTo(process.pid()));
    new LeftoverOffer(models, this).offer();
    assertThat(asked).as("it has an owner now").hasSize(1);
    models.fleet().unload("Tiny-F16").get(30, TimeUnit.SECONDS);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aServerOfAModelThatIsGoneCanBeEnded() throws Exception {
    Path elsewhere = Files.copy(file, dir.resolve("elsewhere.gguf"));
    Process process = leftover(elsewhere);
    new LeftoverOffer(models, this).offer();
    assertThat(asked.getFirst()).containsOnlyKeys(LeftoverOffer.END, LeftoverOffer.KEEP);
    asked.getFirst().get(LeftoverOffer.END).run();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(models.processes().registry().leftovers()).isEmpty();
  }

  private Process leftover(Path model) throws Exception {
    int port = PortChoice.any();
    List<String> command =
        List.of(
            RealLlama.require().toString(),
            "-m",
            model.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    left.add(process);
    models
        .processes()
        .registry()
        .add(
            new RunningServer(
                ProcessIdentity.of(process.toHandle()),
                new ProcessIdentity(ProcessIdentity.mine().pid(), 1),
                EngineKind.LLAMA_SERVER,
                "tiny",
                model.toString(),
                "127.0.0.1",
                port,
                command,
                ""));
    return process;
  }

  @Override
  public void ask(String title, String text, Map<String, Runnable> answers) {
    asked.add(answers);
  }

  @Override
  public void failed(String title, String text) {
    failures.add(title + ": " + text);
  }
}
