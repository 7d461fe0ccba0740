package dev.hearth.desk.models;

import dev.hearth.runtime.server.ServerState;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A model's name with how it does, or a family's with how many there are. */
final class NameCell extends ModelCell {
  private final FontIcon star = new FontIcon(Feather.STAR);
  private final FontIcon live = new FontIcon(Feather.CIRCLE);
  private final Label name = new Label();
  private final HBox box = new HBox();
  private final Tooltip tip = new Tooltip();

  NameCell() {
    star.getStyleClass().add("star-on");
    box.getStyleClass().add("name-cell");
    box.setAlignment(Pos.CENTER_LEFT);
    name.setMinWidth(0);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
  }

  @Override
  void show(ModelRow row) {
    name.setText(row.model().alias());
    box.getChildren().setAll(name);
    if (row.model().notes().favourite()) {
      box.getChildren().addFirst(star);
    }
    if (!(row.run().state() instanceof ServerState.Stopped)) {
      live(row.run().state());
      box.getChildren().addFirst(live);
    }
    tip.setText(row.model().name() + "\n" + row.model().path());
    setTooltip(tip);
    setGraphic(box);
    setAccessibleText(
        row.model().alias()
            + (row.model().notes().favourite() ? ", favourite" : "")
            + (row.run().state().resting() ? "" : ", " + row.run().state().words()));
  }

  private void live(ServerState state) {
    live.setIconCode(
        switch (state) {
          case ServerState.Failed it -> Feather.ALERT_TRIANGLE;
          case ServerState.Starting it -> Feather.LOADER;
          case ServerState.Sleeping it -> Feather.MOON;
          case ServerState.Ready it -> Feather.CHECK_CIRCLE;
          default -> Feather.CLOCK;
        });
    live.setAccessibleText(state.words());
    live.getStyleClass()
        .setAll(
            "ikonli-font-icon",
            state instanceof ServerState.Failed
                ? "live-failed"
                : state instanceof ServerState.Ready ? "live-ready" : "live-busy");
  }

  @Override
  void show(FamilyRow family) {
    Label count = new Label(Integer.toString(family.count()));
    count.getStyleClass().add("muted");
    name.setText(family.name());
    box.getChildren().setAll(name, count);
    setGraphic(box);
    setAccessibleText(family.name() + ", " + family.count() + " models");
  }
}
