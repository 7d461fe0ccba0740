package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.LogLine;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.desk.services.Watch;
import dev.hearth.runtime.fleet.FleetStatus;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.log.LogLevel;
import dev.hearth.runtime.server.Supervisor;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.SettingsStore;
import java.util.HashSet;
import java.util.Set;

/** Tells the strip how the chosen backend is, and the drawer what the model servers log. */
final class ServerWatch implements AutoCloseable {
  private final LocalModels models;
  private final SettingsStore settings;
  private final Live<ServerStatus> managed;
  private final AppLog log;
  private final LiveValue<ServerStatus> status = new LiveValue<>(ServerStatus.NONE);
  private final Set<Supervisor> logged = new HashSet<>();
  private final Watch managedChanges;
  private final AutoCloseable settingsChanges;
  private final Runnable fleetChanges;

  /**
   * @param managed how the servers are that Hearth runs itself
   */
  ServerWatch(LocalModels models, SettingsStore settings, Live<ServerStatus> managed, AppLog log)
      throws Exception {
    this.models = models;
    this.settings = settings;
    this.managed = managed;
    this.log = log;
    managedChanges = managed.watch(now -> tell());
    settingsChanges = settings.listen(now -> tell());
    fleetChanges = models.fleet().onChange(this::followLogs);
  }

  Live<ServerStatus> status() {
    return status;
  }

  private void tell() {
    BackendSettings backend = settings.current().backend();
    status.set(
        switch (backend.source()) {
          // The proxy's status says that scripted replies come.
          case PRACTICE -> ServerStatus.NONE;
          case URL -> new ServerStatus(ServerStatus.Phase.READY, backend.url(), "", -1, 0, 0, 0);
          case MANAGED -> managed.now();
        });
  }

  private synchronized void followLogs(FleetStatus fleet) {
    fleet.servers().forEach(server -> models.server(server.model()).ifPresent(this::followLog));
  }

  private void followLog(Supervisor server) {
    if (!logged.add(server)) {
      return;
    }
    server
        .log()
        .subscribe(
            line ->
                log.add(new LogLine(line.at(), level(line.level()), "llama-server", line.text())));
  }

  private static LogLine.Level level(LogLevel level) {
    return switch (level) {
      case ERROR -> LogLine.Level.ERROR;
      case WARNING -> LogLine.Level.WARN;
      case INFO -> LogLine.Level.INFO;
      case DEBUG -> LogLine.Level.DEBUG;
    };
  }

  @Override
  public void close() throws Exception {
    fleetChanges.run();
    settingsChanges.close();
    managedChanges.close();
  }
}
