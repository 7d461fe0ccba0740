package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.runtime.local.OneModel;
import dev.hearth.runtime.local.RunWish;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.Quoting;
import dev.hearth.runtime.server.OllamaTarget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
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
  private final TrafficKeeping keeping;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "As 'hearth models' names it; with another engine, as that one takes it: a folder or"
              + " repository, a file, or a tag.")
  private String name;

  @Option(names = "--dry-run", description = "Only print the command that would be run.")
  private boolean dryRun;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "A preset of the model; default: the one chosen for it.")
  private String preset;

  @Mixin private EngineOptions engine;
  @Mixin private PresetOptions presets;
  @Mixin private ProxyOptions proxy;
  @Mixin private TrafficOptions traffic;
  @Mixin private JsonOutput json;
  @Spec private CommandSpec spec;

  public RunCommand(
      Workplace place, Supplier<LocalChoices> choices, ProxyFront front, TrafficKeeping keeping) {
    this.keeping = keeping;
    this.place = place;
    this.choices = choices;
    this.front = front;
  }

  @Override
  public Integer call() throws Exception {
    engine.check(presets);
    if (!dryRun) {
      LeftoversCommand.hint(place, err());
    }
    EnginePlans plans = new EnginePlans(place, engine, presets);
    try (CtrlC stop = new CtrlC()) {
      switch (engine.engine()) {
        case LLAMA_SERVER -> fromLibrary(stop);
        case VLLM -> started(plans.vllm(name), stop);
        case LLAMAFILE -> started(plans.llamafile(name), stop);
        case OLLAMA -> attached(plans.ollama(name), stop);
      }
    }
    return 0;
  }

  private void fromLibrary(CtrlC stop) throws Exception {
    LocalPrograms programs =
        engine.program().isPresent() ? place.programs(engine.program()) : place.programs();
    Path data = place.folders().data();
    try (ModelLibrary library = place.openLibrary();
        LocalModels models =
            new LocalModels(library, programs, choices, data, InstantSource.system())) {
      Model model = ModelsCommand.find(library, name);
      if (!model.startable()) {
        throw new IllegalArgumentException(
            model.alias() + " cannot be started. " + model.state().reason());
      }
      models.wish(new RunWish(model.alias(), presets.over(preset(model)), engine.budget()));
      if (planned(models.plan(model))) {
        foreground()
            .serve(new ProxyFront.Served(models.fleet(), models::fleetModels), model.alias(), stop);
      }
    }
  }

  private LaunchPreset preset(Model model) {
    return preset == null ? model.notes().chosenPreset() : PresetCommand.find(model, preset);
  }

  private void started(LaunchPlan plan, CtrlC stop) throws Exception {
    if (planned(plan)) {
      serve(
          OneModel.started(
              plan, place.folders().data(), choices.get().times(), InstantSource.system()),
          stop);
    }
  }

  private void attached(OllamaTarget target, CtrlC stop) throws Exception {
    if (dryRun) {
      show(target);
      return;
    }
    serve(
        OneModel.attached(
            target, place.folders().data(), choices.get().times(), InstantSource.system()),
        stop);
  }

  private void serve(OneModel model, CtrlC stop) throws Exception {
    try (model) {
      foreground().serve(new ProxyFront.Served(model.fleet(), model::models), model.name(), stop);
    }
  }

  /** Shows the plan as far as it is asked for; true if it is to be carried out. */
  private boolean planned(LaunchPlan plan) {
    if (dryRun) {
      show(plan);
      return false;
    }
    plan.notes().forEach(note -> err().println(note.text()));
    return true;
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

  private void show(OllamaTarget target) {
    if (json.wanted()) {
      JsonOutput.print(
          out(),
          JsonOutput.object().put("ollama", target.base().toString()).put("model", target.model()));
    } else {
      out().println(target.model() + " would be loaded by the Ollama at " + target.base());
      out().flush();
    }
  }

  private Foreground foreground() {
    return new Foreground(
        front, proxy, told -> keeping.open(traffic::over, told), json.wanted(), out(), err());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
