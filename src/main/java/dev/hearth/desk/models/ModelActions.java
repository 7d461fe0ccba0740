package dev.hearth.desk.models;

import dev.hearth.desk.services.ModelsService;
import dev.hearth.desk.shell.Action;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Everything that can be done in the Models place, with its keys. */
final class ModelActions {
  private static final String GROUP = "Models";

  private final ModelsPlace place;
  private final CardModel card;
  private final ModelsService service;

  ModelActions(ModelsPlace place, CardModel card, ModelsService service) {
    this.place = place;
    this.card = card;
    this.service = service;
  }

  List<Action> all() {
    BooleanBinding any =
        Bindings.createBooleanBinding(
            () -> card.modelProperty().get().isPresent(), card.modelProperty());
    return List.of(
        of("start", "Start the model", Feather.PLAY, card::start)
            .on("Shortcut+Enter")
            .when(state(card::startable)),
        of("stop", "Stop the model", Feather.SQUARE, card::stop)
            .on("Shortcut+Period")
            .when(state(card::stoppable)),
        of("restart", "Restart the model", Feather.REFRESH_CW, card::restart)
            .on("Shortcut+R")
            .when(state(card::stoppable)),
        of("search", "Search models", Feather.SEARCH, place::focusSearch).on("Shortcut+F", "/"),
        of("favourite", "Favourite or not", Feather.STAR, card::toggleFavourite).on("F").when(any),
        of("rename", "Rename the model", Feather.EDIT_2, place::rename).on("F2").when(any),
        of("reveal", "Show the model's file", Feather.FOLDER, card::reveal).when(any),
        of("delete", "Delete the model", Feather.TRASH_2, place::askDelete).on("Delete").when(any),
        of("get", "Get a model", Feather.DOWNLOAD_CLOUD, place::showGet).on("Shortcut+D"),
        of("folders", "Folders, and why a file is not listed", Feather.FOLDER, place::showFolders),
        of("rescan", "Look through the folders again", Feather.REFRESH_CCW, this::rescan).on("F5"),
        of("sample", "Start the sample model", Feather.GIFT, place::startSample));
  }

  private void rescan() {
    service.shelf().rescan();
  }

  private ObservableBooleanValue state(java.util.function.BooleanSupplier condition) {
    return Bindings.createBooleanBinding(
        condition::getAsBoolean,
        card.modelProperty(),
        card.runProperty(),
        card.launch().planProperty());
  }

  private static Action of(String id, String title, Ikon icon, Runnable run) {
    return Action.of("models." + id, title, GROUP, icon, run);
  }
}
