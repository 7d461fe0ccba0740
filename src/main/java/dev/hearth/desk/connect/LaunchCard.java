package dev.hearth.desk.connect;

import dev.hearth.desk.controls.ActionCard;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.MessageBox;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Starting a command-line client: its own terminal, its environment set, nothing written. */
final class LaunchCard extends ActionCard {
  private final ConnectModel place;
  private final ClientModel client;
  private final FileDialogs dialogs;

  LaunchCard(ConnectModel place, ClientModel client, FileDialogs dialogs) {
    super(
        Feather.TERMINAL,
        "Launch",
        "Opens a terminal where "
            + client.app().name()
            + " has everything it needs in its environment. Nothing is written.");
    this.place = place;
    this.client = client;
    this.dialogs = dialogs;
    Button launch = new Button("Launch", new FontIcon(Feather.PLAY));
    launch.setId("connect-launch");
    launch.setMinWidth(USE_PREF_SIZE);
    launch.setOnAction(e -> client.launch(place.folderProperty().get()));
    buttons(launch);
    client.launchedProperty().subscribe(this::refresh);
    refresh();
  }

  private void refresh() {
    ClientModel.Outcome outcome = client.launchedProperty().get();
    if (outcome.text().isEmpty()) {
      body(folderRow());
    } else {
      body(
          folderRow(),
          new MessageBox(outcome.good() ? Chip.Tone.GOOD : Chip.Tone.WARN, outcome.text()));
    }
  }

  private HBox folderRow() {
    Label in = new Label("In the folder");
    in.getStyleClass().add("muted");
    in.setMinWidth(USE_PREF_SIZE);
    Label path = new Label();
    path.textProperty().bind(place.folderProperty().map(place::words));
    path.getStyleClass().add("mono");
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setMinWidth(0);
    HBox.setHgrow(path, Priority.SOMETIMES);
    Button choose = new Button("Choose…");
    choose.setTooltip(new Tooltip("Choose the folder to work in"));
    choose.setAccessibleText("Choose the folder to launch in");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(e -> choose());
    HBox row = new HBox(in, path, choose);
    row.getStyleClass().add("folder-row");
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return row;
  }

  private void choose() {
    dialogs
        .folder(
            getScene().getWindow(),
            "The folder " + client.app().name() + " works in",
            Optional.of(place.folderProperty().get()))
        .ifPresent(place::chooseFolder);
  }
}
