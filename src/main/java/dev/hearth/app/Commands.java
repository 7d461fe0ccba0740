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
import dev.hearth.cli.Workplace;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.ProxyServer;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import dev.hearth.traffic.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import picocli.CommandLine;

/** All headless commands over the real services. */
final class Commands {
  private Commands() {}

  static CommandLine line() {
    var place = Workplace.ofThisMachine();
    return Hearth.commandLine(
        new ServeCommand(),
        new RunCommand(place, () -> Chosen.models(settings(place)), Commands::front),
        ModelsCommand.commandLine(place),
        new LlamaCommand(place),
        new JournalCommand(),
        new StatsCommand(),
        new ExportCommand(),
        new ImportCommand(),
        new ReplayCommand());
  }

  private static Settings settings(Workplace place) {
    try (SettingsStore store = SettingsStore.open(place.folders(), SettingsStore.DEFAULT_PROFILE)) {
      return store.current();
    } catch (IOException e) {
      throw new UncheckedIOException("The settings could not be read", e);
    }
  }

  private static ProxyFront.Opened front(LocalModels models, String usualModel, ProxyConfig config)
      throws IOException {
    var router =
        new FleetRouter(
            models.fleet(),
            models::fleetModels,
            () -> usualModel,
            BackendConfig.DEFAULT_IDLE_TIMEOUT);
    try {
      return new Front(ProxyServer.start(config, router, EventSink.NOWHERE), router);
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
