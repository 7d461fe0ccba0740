package dev.hearth.app;

import dev.hearth.backend.BackendConfig;
import dev.hearth.cli.ExportCommand;
import dev.hearth.cli.Hearth;
import dev.hearth.cli.ImportCommand;
import dev.hearth.cli.JournalCommand;
import dev.hearth.cli.LlamaCommand;
import dev.hearth.cli.ModelsCommand;
import dev.hearth.cli.ProxyFront;
import dev.hearth.cli.ReplayCommand;
import dev.hearth.cli.RunCommand;
import dev.hearth.cli.ServeCommand;
import dev.hearth.cli.StatsCommand;
import dev.hearth.cli.TrafficKeeping;
import dev.hearth.cli.Workplace;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.ProxyServer;
import dev.hearth.runtime.local.LocalChoices;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import picocli.CommandLine;

/** All headless commands over the real services. */
final class Commands {
  private Commands() {}

  static CommandLine line() {
    var place = Workplace.ofThisMachine();
    TrafficKeeping keeping = (choice, told) -> KeptTraffic.open(place.folders(), choice, told);
    Supplier<LocalChoices> choices = () -> Chosen.models(place.settings());
    return Hearth.commandLine(
        new ServeCommand(keeping),
        new RunCommand(place, choices, Commands::front, keeping),
        ModelsCommand.commandLine(place),
        LlamaCommand.commandLine(place, choices, Commands::front, keeping),
        new JournalCommand(),
        new StatsCommand(),
        new ExportCommand(),
        new ImportCommand(),
        new ReplayCommand());
  }

  private static ProxyFront.Opened front(
      ProxyFront.Served served, String usualModel, ProxyConfig config, TrafficKeeping.Kept kept)
      throws IOException {
    var router =
        new FleetRouter(
            served.fleet(),
            served.models(),
            () -> usualModel,
            () -> true,
            BackendConfig.DEFAULT_IDLE_TIMEOUT);
    try {
      return new Front(ProxyServer.start(config, router, kept.feed(), kept::metrics), router);
    } catch (IOException e) {
      router.close();
      throw e;
    }
  }

  private record Front(ProxyServer server, FleetRouter router) implements ProxyFront.Opened {
    @Override
    public URI url() {
      return server.url();
    }

    @Override
    public void close() {
      server.close();
      router.close();
    }
  }
}
