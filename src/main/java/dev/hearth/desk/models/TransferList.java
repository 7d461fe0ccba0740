package dev.hearth.desk.models;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.services.HubTransfer;
import dev.hearth.desk.services.ModelHub;
import dev.hearth.desk.services.Watch;
import dev.hearth.models.hub.DownloadProgress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Downloads under the list: how far they are, and to pause, go on with or give up. */
final class TransferList extends VBox implements AutoCloseable {
  private final Executor fx;
  private final Consumer<String> open;
  private final Map<HubTransfer, Row> rows = new IdentityHashMap<>();
  private final Watch watch;

  /**
   * A list.
   *
   * @param open shows the model that a file belongs to
   */
  TransferList(ModelHub hub, Consumer<String> open, Executor fx) {
    this.fx = fx;
    this.open = open;
    getStyleClass().add("transfers");
    setId("transfers");
    watch = hub.transfers().watch(all -> fx.execute(() -> show(all)));
  }

  private void show(List<HubTransfer> all) {
    rows.entrySet()
        .removeIf(
            entry -> {
              boolean gone = all.stream().noneMatch(t -> t == entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    List<Row> shown = new ArrayList<>();
    all.forEach(t -> shown.add(rows.computeIfAbsent(t, Row::new)));
    getChildren().setAll(shown);
    Buttons.shown(this, !shown.isEmpty());
  }

  private final class Row extends VBox {
    private final Label figures = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label message = new Label();
    private final Button arrived;
    private final Button pause;
    private final Button resume;
    private final Button cancel;
    private final Button dismiss;
    private final Watch progress;

    Row(HubTransfer transfer) {
      getStyleClass().add("transfer");
      String what = transfer.label() + " of " + transfer.repository();
      Label name = new Label(transfer.repository() + "  " + transfer.label());
      name.getStyleClass().add("strong");
      name.setMinWidth(0);
      name.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(name, Priority.ALWAYS);
      figures.getStyleClass().add("caption");
      figures.setMinWidth(Region.USE_PREF_SIZE);
      arrived =
          Buttons.text(
              null, "Show", Feather.CPU, () -> open.accept(transfer.progress().now().file()));
      arrived.getStyleClass().addAll(Styles.SMALL, "transfer-show");
      arrived.setAccessibleText("Show " + what);
      pause = Buttons.icon(null, "Pause " + what, Feather.PAUSE, transfer::pause);
      resume = Buttons.icon(null, "Go on with " + what, Feather.PLAY, transfer::resume);
      cancel = Buttons.icon(null, "Give up " + what, Feather.X, transfer::cancel);
      dismiss = Buttons.icon(null, "Take off this list", Feather.CHECK, transfer::dismiss);
      pause.getStyleClass().add("transfer-pause");
      resume.getStyleClass().add("transfer-resume");
      cancel.getStyleClass().add("transfer-cancel");
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.setAccessibleText("Download of " + what);
      message.setWrapText(true);
      message.setMinHeight(Region.USE_PREF_SIZE);
      name.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
      HBox head = new HBox(name, figures, arrived, pause, resume, cancel, dismiss);
      head.setAlignment(Pos.CENTER_LEFT);
      head.getStyleClass().add("transfer-head");
      getChildren().addAll(head, bar, message);
      progress = transfer.progress().watch(now -> fx.execute(() -> show(now)));
    }

    private void show(DownloadProgress now) {
      bar.setProgress(now.totalBytes() == 0 ? 0 : now.fraction());
      figures.setText(figures(now));
      message.setText(now.message());
      message
          .getStyleClass()
          .setAll(
              "label",
              now.state() == dev.hearth.models.hub.DownloadState.FAILED ? "bad" : "caption");
      Buttons.shown(message, !now.message().isEmpty());
      Buttons.shown(arrived, now.state() == dev.hearth.models.hub.DownloadState.DONE);
      switch (now.state()) {
        case RUNNING -> buttons(true, false, true, false);
        case VERIFYING -> buttons(false, false, true, false);
        case PAUSED -> buttons(false, true, true, false);
        case FAILED -> buttons(false, true, true, false);
        case DONE, CANCELLED -> buttons(false, false, false, true);
      }
    }

    private String figures(DownloadProgress now) {
      String of = Amounts.bytes(now.doneBytes()) + " of " + Amounts.bytes(now.totalBytes());
      return switch (now.state()) {
        case RUNNING ->
            of
                + (now.bytesPerSecond() > 0
                    ? ", " + Amounts.bytes(now.bytesPerSecond()) + "/s"
                    : "")
                + now.remaining().map(t -> ", " + Amounts.countdown(t) + " left").orElse("");
        case VERIFYING -> "Checking its hash";
        case PAUSED -> "Paused at " + of;
        case DONE -> "Done, " + Amounts.bytes(now.totalBytes());
        case FAILED -> now.doneBytes() < now.totalBytes() ? "Stopped at " + of : "Failed";
        case CANCELLED -> "Given up";
      };
    }

    private void buttons(boolean canPause, boolean canResume, boolean canCancel, boolean over) {
      Buttons.shown(pause, canPause);
      Buttons.shown(resume, canResume);
      Buttons.shown(cancel, canCancel);
      Buttons.shown(dismiss, over);
    }

    void close() {
      progress.close();
    }
  }

  @Override
  public void close() {
    watch.close();
    rows.values().forEach(Row::close);
  }
}
