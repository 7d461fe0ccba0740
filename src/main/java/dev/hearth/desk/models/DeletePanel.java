package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.models.library.Deletion;
import dev.hearth.models.library.Model;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Asks before a model's files are deleted, and names each of them. */
final class DeletePanel extends VBox {
  DeletePanel(Model model, Deletion deletion, Runnable delete, Runnable close) {
    getStyleClass().addAll("panel", "delete-panel");
    setId("delete-panel");
    Label title = new Label("Delete " + model.alias() + "?");
    title.getStyleClass().add("panel-title");
    Label text =
        new Label(
            (deletion.files().size() == 1 ? "This file" : "These files")
                + " will be deleted from the disk, "
                + Amounts.bytes(deletion.bytes())
                + " in all. This cannot be undone.");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    Label files =
        new Label(
            deletion.files().stream().map(Object::toString).collect(Collectors.joining("\n")));
    files.setId("delete-files");
    files.getStyleClass().addAll("mono", "command-box");
    files.setWrapText(true);
    files.setMinHeight(Region.USE_PREF_SIZE);
    files.setMaxWidth(Double.MAX_VALUE);
    Button keep = Buttons.text("delete-keep", "Keep", Feather.X, close);
    keep.setCancelButton(true);
    HBox buttons =
        new HBox(
            keep,
            Buttons.danger(
                "delete-confirm",
                "Delete",
                Feather.TRASH_2,
                () -> {
                  close.run();
                  delete.run();
                }));
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.getStyleClass().add("preset-row");
    getChildren().addAll(title, text, files, buttons);
  }
}
