package dev.hearth.cli;

import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.local.OneModel;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes over a server of an earlier life, until Ctrl-C ends it as any other. */
@Command(
    name = "adopt",
    description = "Guards a server that was left running, until Ctrl-C, which then stops it.",
    mixinStandardHelpOptions = true)
final class AdoptCommand implements Callable<Integer> {
  private final Workplace place;
  private final Supplier<LocalChoices> choices;
  private final ProxyFront front;
  private final TrafficKeeping keeping;

  @Parameters(paramLabel = "ID", description = "As 'hearth llama leftovers' has it.")
  private long id;

  @Mixin private ProxyOptions proxy;
  @Mixin private TrafficOptions traffic;
  @Mixin private JsonOutput json;
  @Spec private CommandSpec spec;

  AdoptCommand(
      Workplace place, Supplier<LocalChoices> choices, ProxyFront front, TrafficKeeping keeping) {
    this.keeping = keeping;
    this.place = place;
    this.choices = choices;
    this.front = front;
  }

  @Override
  public Integer call() throws Exception {
    try (CtrlC stop = new CtrlC();
        OneModel model =
            OneModel.adopted(
                LeftoversCommand.find(place, id),
                place.folders().data(),
                choices.get().times(),
                InstantSource.system())) {
      new Foreground(
              front,
              proxy,
              told -> keeping.open(traffic::over, told),
              json.wanted(),
              spec.commandLine().getOut(),
              spec.commandLine().getErr())
          .serve(new ProxyFront.Served(model.fleet(), model::models), model.name(), stop);
      return 0;
    }
  }
}
