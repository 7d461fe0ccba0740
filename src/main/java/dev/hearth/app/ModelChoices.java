package dev.hearth.app;

import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelChoice;
import dev.hearth.models.fit.FitEstimate;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.practice.PracticeServer;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.util.List;

/** The models clients may name, as the chosen backend has them. */
final class ModelChoices implements AutoCloseable {
  /** What the practice model says of itself. */
  private static final long PRACTICE_CONTEXT = 131_072;

  /** For a server nobody has asked yet; agents cope with less than there is. */
  private static final long UNKNOWN_CONTEXT = 32_768;

  private final ModelLibrary library;
  private final SettingsStore settings;
  private final LiveValue<List<ModelChoice>> choices = new LiveValue<>(List.of());
  private final ModelLibrary.Subscription libraryChanges;
  private final AutoCloseable settingsChanges;

  ModelChoices(ModelLibrary library, SettingsStore settings) {
    this.library = library;
    this.settings = settings;
    libraryChanges = library.addListener(change -> refresh());
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
              library.list().stream().filter(Model::startable).map(ModelChoices::of).toList();
        });
  }

  private static ModelChoice of(Model model) {
    int context = FitEstimate.context(model.card(), model.notes().chosenPreset().context());
    return new ModelChoice(model.alias(), context, model.card().quantisation());
  }

  @Override
  public void close() throws Exception {
    libraryChanges.close();
    settingsChanges.close();
  }
}
