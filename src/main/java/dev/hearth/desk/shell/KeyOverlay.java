package dev.hearth.desk.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All keys at a glance. */
final class KeyOverlay extends VBox {
  KeyOverlay(List<Action> actions) {
    getStyleClass().addAll("panel", "key-overlay");
    Label title = new Label("Keys");
    title.getStyleClass().add("panel-title");
    FlowPane groups = new FlowPane();
    groups.getStyleClass().add("key-groups");
    grouped(actions).forEach((name, members) -> groups.getChildren().add(group(name, members)));
    ScrollPane scroll = new ScrollPane(groups);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("All keys");
    scroll.setFocusTraversable(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, scroll);
  }

  private static Map<String, List<Action>> grouped(List<Action> actions) {
    Map<String, List<Action>> groups = new LinkedHashMap<>();
    for (Action action : actions) {
      if (!action.keys().isEmpty()) {
        groups.computeIfAbsent(action.group(), g -> new ArrayList<>()).add(action);
      }
    }
    return groups;
  }

  private static VBox group(String name, List<Action> actions) {
    Label title = new Label(name);
    title.getStyleClass().add("group-title");
    VBox box = new VBox(title);
    box.getStyleClass().add("key-group");
    for (Action action : actions) {
      Label what = new Label(action.title());
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox row = new HBox(what, gap);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("key-row");
      for (String key : action.keys()) {
        Label keyLabel = new Label(KeyNames.text(key));
        keyLabel.getStyleClass().add("key");
        keyLabel.setMinWidth(USE_PREF_SIZE);
        row.getChildren().add(keyLabel);
      }
      box.getChildren().add(row);
    }
    return box;
  }
}
