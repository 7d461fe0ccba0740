package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelChoice;
import dev.hearth.models.fit.FitEstimate;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.practice.PracticeServer;
import dev.hearth.runtime.fleet.Fleet;
import dev.hearth.runtime.fleet.FleetStatus;
import dev.hearth.runtime.server.ContextWindow;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The models clients may name, as the chosen backend has them. */
final class ModelChoices implements AutoCloseable {
  /** What the practice model says of itself. */
  private static final long PRACTICE_CONTEXT = 131_072;

  /** For a server nobody has asked yet; agents cope with less than there is. */
  private static final long UNKNOWN_CONTEXT = 32_768;

  private final ModelLibrary library;
  private final Fleet fleet;
  private final SettingsStore settings;
  private final LiveValue<List<ModelChoice>> choices = new LiveValue<>(List.of());
  private final ModelLibrary.Subscription libraryChanges;
  private final Runnable fleetChanges;
  private final AutoCloseable settingsChanges;

  ModelChoices(ModelLibrary library, Fleet fleet, SettingsStore settings) {
    this.library = library;
    this.fleet = fleet;
    this.settings = settings;
    libraryChanges = library.addListener(change -> refresh());
    fleetChanges = fleet.onChange(status -> refresh());
    settingsChanges = settings.listen(changed -> refresh());
  }

  Live<List<ModelChoice>> live() {
    return choices;
  }

  private void refresh() {
    Settings now = settings.current();
    choices.set(
        switch (now.backend().source()) {
          case PRACTICE ->
              List.of(
                  new ModelChoice(
                      PracticeServer.MODEL, PRACTICE_CONTEXT, "Scripted replies, no real model"));
          case URL -> List.of(new ModelChoice("default", UNKNOWN_CONTEXT, "Whatever it serves"));
          case MANAGED ->
              library.list().stream()
                  .filter(Model::startable)
                  .sorted(Comparator.comparingLong(this::rank))
                  .map(this::of)
                  .toList();
        });
  }

  /** What runs comes first, as nothing has to be loaded for it; then what was used last. */
  private long rank(Model model) {
    return running(model) ? Long.MIN_VALUE : -model.notes().lastUsedMillis();
  }

  private boolean running(Model model) {
    return server(model).filter(state -> state.serving()).isPresent();
  }

  private Optional<ServerState> server(Model model) {
    return fleet.status().servers().stream()
        .filter(server -> server.model().equals(model.alias()))
        .map(FleetStatus.Server::state)
        .findFirst();
  }

  private ModelChoice of(Model model) {
    int reckoned = FitEstimate.context(model.card(), model.notes().chosenPreset().context());
    int context =
        server(model)
            .filter(ServerState.Ready.class::isInstance)
            .flatMap(state -> ((ServerState.Ready) state).window())
            .map(ContextWindow::perRequest)
            .orElse(reckoned);
    String quantisation = model.card().quantisation();
    return new ModelChoice(
        model.alias(), context, running(model) ? quantisation + ", running" : quantisation);
  }

  @Override
  public void close() throws Exception {
    libraryChanges.close();
    fleetChanges.run();
    settingsChanges.close();
  }
}
