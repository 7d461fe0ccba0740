package dev.hearth.desk.connect;

import atlantafx.base.theme.Styles;
import dev.hearth.clients.ConfigChange;
import dev.hearth.desk.controls.ActionCard;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.DiffView;
import dev.hearth.desk.controls.FocusReturn;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.MessageBox;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Writing the client's configuration: the change first, then the deed, then the way back. */
final class WriteCard extends ActionCard {
  private final ClientModel client;
  private final WriteModel model;
  private final Consumer<Node> reveal;
  private final FocusReturn before = new FocusReturn();

  WriteCard(ClientModel client, Consumer<Node> reveal) {
    super(
        Feather.EDIT_3,
        "Write for me",
        "Changes only what concerns Hearth in "
            + client.app().write().orElseThrow().file()
            + ". You see the change first.");
    this.client = client;
    this.reveal = reveal;
    this.model = client.write();
    model.stateProperty().subscribe((was, now) -> changed(was));
    model.undoableProperty().subscribe(this::refresh);
    refresh();
  }

  /** A change is looked at with the keys; then they go back to where they came from. */
  private void changed(WriteState was) {
    if (model.stateProperty().get() instanceof WriteState.Planned) {
      before.remember(this);
    }
    if (was instanceof WriteState.Planned) {
      before.leave(this, this::refresh);
    } else {
      refresh();
    }
  }

  private void refresh() {
    switch (model.stateProperty().get()) {
      case WriteState.Idle() -> {
        body();
        resting("Write for me…");
      }
      case WriteState.Busy(String what) -> busy(what);
      case WriteState.Planned(ConfigChange change) -> planned(change);
      case WriteState.Written written -> {
        body(new MessageBox(Chip.Tone.GOOD, words(written)));
        resting("Write again…");
      }
      case WriteState.Undone undone -> {
        body(new MessageBox(Chip.Tone.GOOD, undone.file() + " is as it was before."));
        resting("Write for me…");
      }
      case WriteState.Refused(String message) -> {
        body(new MessageBox(Chip.Tone.WARN, message));
        resting("Try again…");
      }
    }
  }

  private void resting(String again) {
    Button write = button(again, Feather.EDIT_3, client::plan);
    write.setId("connect-write");
    if (model.undoableProperty().get()) {
      Button undo = button("Undo", Feather.ROTATE_CCW, model::undo);
      undo.setId("connect-undo");
      undo.setAccessibleText("Undo what was written for " + client.app().name());
      buttons(undo, write);
    } else {
      buttons(write);
    }
  }

  private void busy(String what) {
    Label label = new Label(what + "…");
    label.getStyleClass().add("muted");
    buttons(label);
  }

  private void planned(ConfigChange change) {
    Button no = button("Leave it", Feather.X, model::dismiss);
    if (change.needless()) {
      body(
          new MessageBox(
              Chip.Tone.GOOD, change.file() + " says all of this already. Nothing to write."));
      buttons(no);
      return;
    }
    DiffView diff = new DiffView();
    diff.show(
        change.existed() ? "Now" : "Now: no such file",
        client.values().shown(change.before()),
        "Afterwards",
        client.values().shown(change.after()));
    Label promise = new Label(promise(change));
    promise.getStyleClass().add("caption");
    promise.setWrapText(true);
    promise.setMinHeight(USE_PREF_SIZE);
    // Above the change, since a long one would push them out of sight.
    body(promise, deeds(no), diff);
    buttons();
    reveal.accept(this);
  }

  private Node deeds(Button no) {
    FlowPane row = new FlowPane(no);
    row.getStyleClass().add("deeds");
    if (client.trial().possible()) {
      row.getChildren().add(button("Only write", Feather.SAVE, () -> client.apply(false)));
    }
    Button yes =
        client.trial().possible()
            ? button("Write and test", Feather.CHECK, () -> client.apply(true))
            : button("Write", Feather.CHECK, () -> client.apply(false));
    yes.setId("connect-write-yes");
    yes.getStyleClass().add(Styles.ACCENT);
    row.getChildren().add(yes);
    FxThread.later(yes::requestFocus);
    return row;
  }

  private static String promise(ConfigChange change) {
    return change.existed()
        ? change.file()
            + " will be changed as below. The file as it is now is kept beside it as "
            + change.file().getFileName()
            + ".hearth-… with the time in its name."
        : change.file() + " will be made. Undo removes it again.";
  }

  private static String words(WriteState.Written written) {
    return written
        .backup()
        .map(b -> written.file() + " is written. The old file is kept as " + b.getFileName() + ".")
        .orElse(written.file() + " is written.");
  }

  private static Button button(String text, Feather icon, Runnable run) {
    Button button = new Button(text, new FontIcon(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(e -> run.run());
    return button;
  }
}
