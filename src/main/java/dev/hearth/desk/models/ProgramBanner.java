package dev.hearth.desk.models;

import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.desk.services.ProgramStatus;
import dev.hearth.desk.services.ServerPrograms;
import dev.hearth.desk.services.Watch;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Says that there is no llama-server and offers to install or choose one; not there while one is
 * found.
 */
final class ProgramBanner extends HBox implements AutoCloseable {
  /** Letters of width that the words need beside the buttons. */
  private static final double ROOM_FOR_WORDS = 16;

  private final ServerPrograms programs;
  private final Label title = new Label();
  private final Label text = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final Button install;
  private final Button cancel;
  private final Button choose;
  private final Button look;
  private final Watch watch;

  /**
   * A banner.
   *
   * @param asked asks where the program is
   */
  ProgramBanner(ServerPrograms programs, Runnable asked, Executor fx) {
    this.programs = programs;
    getStyleClass().add("program-banner");
    setId("program-banner");
    setAlignment(Pos.CENTER_LEFT);
    title.getStyleClass().add("strong");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText("Installing llama-server");
    VBox words = new VBox(title, text, bar);
    words.setMinWidth(0);
    install = Buttons.accent("program-install", "Install it", Feather.DOWNLOAD, programs::install);
    cancel = Buttons.text("program-cancel", "Cancel", Feather.X, programs::cancelInstall);
    choose = Buttons.text("program-choose", "Choose…", Feather.FILE, asked);
    choose.setAccessibleText("Choose the llama-server program");
    look = Buttons.text("program-look", "Look again", Feather.REFRESH_CW, programs::look);
    FlowPane buttons = new FlowPane(install, cancel, choose, look);
    buttons.getStyleClass().add("bar-flow");
    RoomyRow row = new RoomyRow(words, buttons, ROOM_FOR_WORDS);
    HBox.setHgrow(row, Priority.ALWAYS);
    getChildren().addAll(new FontIcon(Feather.CPU), row);
    watch = programs.status().watch(now -> fx.execute(() -> show(now)));
  }

  private void show(ProgramStatus now) {
    boolean installing = now.state() == ProgramStatus.State.INSTALLING;
    boolean lacking =
        now.state() == ProgramStatus.State.MISSING || now.state() == ProgramStatus.State.FAILED;
    Buttons.shown(this, installing || lacking);
    title.setText(
        switch (now.state()) {
          case MISSING -> "No llama-server on this machine";
          case FAILED -> "llama-server cannot be used";
          case INSTALLING -> "Installing llama-server";
          case LOOKING, FOUND -> "";
        });
    text.setText(now.text());
    bar.setProgress(now.progress() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : now.progress());
    Buttons.shown(bar, installing);
    Buttons.shown(install, lacking && programs.canInstall());
    Buttons.shown(cancel, installing);
    Buttons.shown(choose, lacking);
    Buttons.shown(look, lacking);
  }

  @Override
  public void close() {
    watch.close();
  }
}
