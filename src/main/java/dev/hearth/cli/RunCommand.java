package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.fleet.FleetStatus;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.Quoting;
import dev.hearth.runtime.server.ServerState;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a model with the guarding proxy in front, until Ctrl-C; nothing is left behind. */
@Command(
    name = "run",
    description = "Starts a model and guards it, until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  private final Workplace place;
  private final Supplier<LocalChoices> choices;
  private final ProxyFront front;

  @Parameters(paramLabel = "MODEL", description = "As 'hearth models' names it.")
  private String name;

  @Option(names = "--dry-run", description = "Only print the command that would be run.")
  private boolean dryRun;

  @Mixin private ProxyOptions proxy;
  @Mixin private JsonOutput json;
  @Spec private CommandSpec spec;

  public RunCommand(Workplace place, Supplier<LocalChoices> choices, ProxyFront front) {
    this.place = place;
    this.choices = choices;
    this.front = front;
  }

  @Override
  public Integer call() throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.countDown();
              await(gone);
            },
            "hearth-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (ModelLibrary library = place.openLibrary();
        LocalModels models =
            new LocalModels(
                library,
                place.programs(),
                choices,
                place.folders().data(),
                InstantSource.system())) {
      run(models, stop);
      return 0;
    } finally {
      gone.countDown();
    }
  }

  private void run(LocalModels models, CountDownLatch stop) throws Exception {
    Model model = ModelsCommand.find(models.library(), name);
    if (!model.startable()) {
      throw new IllegalArgumentException(
          model.alias() + " cannot be started. " + model.state().reason());
    }
    LaunchPlan plan = models.plan(model, model.notes().chosenPreset());
    if (dryRun) {
      show(plan);
      return;
    }
    plan.notes().forEach(note -> spec.commandLine().getErr().println(note.text()));
    load(models, model);
    try (ProxyFront.Opened opened = front.open(models, model.alias(), proxy.config())) {
      if (json.wanted()) {
        JsonOutput.print(
            out(),
            JsonOutput.object().put("model", model.alias()).put("url", opened.url().toString()));
      } else {
        out().println(model.alias() + " is ready at " + opened.url() + " (Ctrl-C stops it)");
        out().flush();
      }
      stop.await();
    }
  }

  private void load(LocalModels models, Model model) {
    ProgressBar bar = ProgressBar.on(spec.commandLine().getErr());
    Runnable following =
        models.fleet().onChange(status -> status.servers().forEach(server -> show(bar, server)));
    try {
      models.fleet().load(model.alias()).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ServerFailedException failed ? explained(failed) : e;
    } finally {
      following.run();
      bar.end();
    }
  }

  private RuntimeException explained(ServerFailedException failed) {
    failed.failure().lines().forEach(line -> spec.commandLine().getErr().println("  " + line));
    return failed;
  }

  private static void show(ProgressBar bar, FleetStatus.Server server) {
    if (server.state() instanceof ServerState.Starting starting) {
      bar.show(starting.stage().words(), starting.percent().orElse(0), 100);
    }
  }

  private void show(LaunchPlan plan) {
    if (json.wanted()) {
      ObjectNode node = JsonOutput.object();
      plan.command().forEach(word -> node.withArray("command").add(word));
      plan.notes().forEach(note -> node.withArray("notes").add(note.text()));
      JsonOutput.print(out(), node);
    } else {
      out().println(plan.shellCommand(Quoting.ofThisMachine()));
      plan.notes().forEach(note -> out().println("# " + note.text()));
      out().flush();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
