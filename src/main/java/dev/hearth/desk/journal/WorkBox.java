package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.controls.RoomyRow;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The foot of a panel: how the work goes, what came of it, and the buttons. */
final class WorkBox extends VBox {
  /** Letters of width for how it goes, beside the buttons. */
  private static final double ROOM_FOR_WORDS = 12;

  private final FilesModel model;
  private final String calledOff;
  private final Node afterwards;
  private final Label note = new Label();
  private final VBox result = new VBox();
  private final ProgressBar progress = new ProgressBar();
  private final Button cancel = new Button("Cancel");
  private final Button close = new Button("Close");

  WorkBox(FilesModel model, String calledOff, Node afterwards, Runnable whenClosed, Button start) {
    this.model = model;
    this.calledOff = calledOff;
    this.afterwards = afterwards;
    getStyleClass().add("form-stack");
    note.getStyleClass().add("muted");
    note.setWrapText(true);
    cancel.setId("work-cancel");
    cancel.setOnAction(e -> model.cancel());
    close.setOnAction(e -> whenClosed.run());
    note.setMinHeight(USE_PREF_SIZE);
    HBox words = new HBox(progress, note);
    words.getStyleClass().add("form-row");
    words.setAlignment(Pos.CENTER_LEFT);
    FlowPane buttons = new FlowPane(cancel, close, start);
    buttons.getStyleClass().add("bar-flow");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(result, new RoomyRow(words, buttons, ROOM_FOR_WORDS));
    model.stateProperty().subscribe(this::refresh);
    refresh();
  }

  /** Says why the work cannot begin, or nothing. */
  void note(String text) {
    if (!model.busy()) {
      note.setText(text);
    }
  }

  private void refresh() {
    boolean busy = model.busy();
    show(progress, busy);
    show(cancel, busy);
    show(close, !busy);
    result.getChildren().clear();
    switch (model.stateProperty().get()) {
      case FilesModel.State.Idle() -> {}
      case FilesModel.State.Busy(double share, String words) -> {
        progress.setProgress(share);
        note.setText(words);
      }
      case FilesModel.State.Done(String words) -> {
        note.setText("");
        result
            .getChildren()
            .add(
                words.isEmpty()
                    ? new MessageBox(Chip.Tone.NEUTRAL, calledOff)
                    : new MessageBox(Chip.Tone.GOOD, words, afterwards));
      }
      case FilesModel.State.Broken(String why) -> {
        note.setText("");
        result.getChildren().add(new MessageBox(Chip.Tone.BAD, why));
      }
    }
  }

  private static void show(Node node, boolean yes) {
    node.setVisible(yes);
    node.setManaged(yes);
  }
}
