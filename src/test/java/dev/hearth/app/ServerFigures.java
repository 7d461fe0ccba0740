package dev.hearth.app;

import dev.hearth.desk.services.ModelRuns;
import dev.hearth.desk.services.RunView;
import dev.hearth.desk.services.Watch;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.server.ServerState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Tells how long a person waits for the first sign of a start, and for the reason of a failure, as
 * the desk's services have them: {@code ServerFigures LLAMA_SERVER ROUNDS}. The figures in the
 * documentation come from it.
 */
public final class ServerFigures {
  private final ModelRuns runs;
  private final String model;

  private ServerFigures(ModelRuns runs, String model) {
    this.runs = runs;
    this.model = model;
  }

  public static void main(String[] args) throws Exception {
    Path home = Files.createTempDirectory("figures");
    Path ended = home.resolve("ended");
    Path program = wrapped(home, Path.of(args[0]), ended);
    int rounds = Integer.parseInt(args[1]);
    try (DeskModelsFixture desk = DeskModelsFixture.open(home, program)) {
      var shelf = desk.service().shelf();
      Model sample = shelf.addSample().get(60, TimeUnit.SECONDS);
      ServerFigures figures = new ServerFigures(desk.service().runs(), sample.alias());
      figures.started(rounds);
      figures.killed(rounds);
      LaunchPreset bad = LaunchPreset.named("bad").extraFlags(List.of("--temp", "abc")).build();
      shelf.savePreset(sample.id(), bad).get(10, TimeUnit.SECONDS);
      figures.refused(rounds, ended);
    }
    System.exit(0);
  }

  /** The real program, which notes when it has ended. */
  private static Path wrapped(Path home, Path program, Path ended) throws Exception {
    Path script =
        Files.writeString(
            home.resolve("llama-server"),
            "#!/bin/sh\n"
                + "case \"$1\" in -m) ;; *) exec '%s' \"$@\";; esac\n".formatted(program)
                + "case \"$*\" in *abc*) '%s' \"$@\"; code=$?; date +%%s%%N > '%s'; exit $code;; esac\n"
                    .formatted(program, ended)
                + "exec '%s' \"$@\"\n".formatted(program));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void started(int rounds) throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long begun = System.nanoTime();
      CompletableFuture<Long> shown = when(ServerState.Starting.class::isInstance);
      runs.start(model);
      millis.add((shown.get(60, TimeUnit.SECONDS) - begun) / 1e6);
      when(ServerState.Ready.class::isInstance).get(60, TimeUnit.SECONDS);
      runs.stop(model).get(60, TimeUnit.SECONDS);
    }
    print("Start to its first sign", millis);
  }

  private void killed(int rounds) throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      runs.start(model);
      when(ServerState.Ready.class::isInstance).get(60, TimeUnit.SECONDS);
      ServerState.Ready ready = (ServerState.Ready) runs.runs().now().get(model).state();
      ProcessHandle process = ProcessHandle.of(ready.pid()).orElseThrow();
      CompletableFuture<Long> said =
          when(state -> state instanceof ServerState.Starting it && !it.detail().isEmpty());
      CompletableFuture<Long> dead = process.onExit().thenApply(gone -> System.nanoTime());
      process.destroyForcibly();
      millis.add((said.get(60, TimeUnit.SECONDS) - dead.get()) / 1e6);
      when(ServerState.Ready.class::isInstance).get(60, TimeUnit.SECONDS);
      runs.stop(model).get(60, TimeUnit.SECONDS);
    }
    print("end of a killed server to the reason in words", millis);
  }

  private void refused(int rounds, Path ended) throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      CompletableFuture<Long> said = new CompletableFuture<>();
      Watch watch =
          runs.runs()
              .watch(
                  all -> {
                    RunView view = all.getOrDefault(model, RunView.AT_REST);
                    if (view.state() instanceof ServerState.Failed) {
                      said.complete(System.currentTimeMillis());
                    }
                  });
      runs.start(model);
      long told = said.get(60, TimeUnit.SECONDS);
      watch.close();
      millis.add(told - Long.parseLong(Files.readString(ended).strip()) / 1e6);
      runs.stop(model).get(60, TimeUnit.SECONDS);
    }
    print("end of a server that did not start to the reason in words", millis);
  }

  private CompletableFuture<Long> when(Predicate<ServerState> wanted)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Long> seen = new CompletableFuture<>();
    Watch watch =
        runs.runs()
            .watch(
                all -> {
                  if (wanted.test(all.getOrDefault(model, RunView.AT_REST).state())) {
                    seen.complete(System.nanoTime());
                  }
                });
    seen.thenRun(watch::close);
    return seen;
  }

  private static void print(String what, List<Double> millis) {
    Collections.sort(millis);
    System.out.printf(
        "%s: median %.1f ms, longest %.1f ms, %d rounds%n",
        what, millis.get(millis.size() / 2), millis.getLast(), millis.size());
  }
}
