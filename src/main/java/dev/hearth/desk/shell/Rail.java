package dev.hearth.desk.shell;

import dev.hearth.desk.controls.OneOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.javafx.FontIcon;

/** The places at the left edge, and below them what is always at hand. */
final class Rail extends VBox {
  private static final String FLAME =
      "M12 2c.6 3.2-.6 5-2.2 6.9C8 11 6 13 6 16a6 6 0 0 0 12 0c0-2.2-.9-4-2-5.4-.3 1.3-1 2.2-2"
          + " 2.6.8-3.8-.2-8.2-2-11.2z";

  /** What still fits a badge. */
  private static final int MOST_COUNTED = 9;

  private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
  private final Map<String, Button> below = new LinkedHashMap<>();
  private final OneOf group = new OneOf();

  /** Whether a place is shown already and the rail only follows. */
  private boolean led;

  Rail(List<Place> places, Consumer<String> open, List<Action> always) {
    getStyleClass().add("rail");
    setAlignment(Pos.TOP_CENTER);
    getChildren().add(flame());
    int number = 1;
    for (Place place : places) {
      getChildren().add(button(place, number++, open));
    }
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    getChildren().add(gap);
    for (Action action : always) {
      Button button = small(action);
      below.put(action.id(), button);
      getChildren().add(button);
    }
  }

  /** Shows at an action's button how many there are of something, while there are any. */
  void badge(Action action, ReadOnlyIntegerProperty count, String what) {
    Button button = below.get(action.id());
    Label badge = new Label();
    badge.getStyleClass().add("rail-badge");
    StackPane holder = new StackPane(button.getGraphic(), badge);
    StackPane.setAlignment(badge, Pos.TOP_RIGHT);
    button.setGraphic(holder);
    count.subscribe(
        number -> {
          int many = number.intValue();
          badge.setText(many > MOST_COUNTED ? MOST_COUNTED + "+" : Integer.toString(many));
          badge.setVisible(many > 0);
          button.setAccessibleText(action.title() + (many > 0 ? ", " + many + " " + what : ""));
        });
  }

  void select(String id) {
    led = true;
    buttons.get(id).setSelected(true);
    led = false;
  }

  private Node flame() {
    SVGPath flame = new SVGPath();
    flame.setContent(FLAME);
    flame.getStyleClass().add("flame");
    VBox box = new VBox(flame);
    box.getStyleClass().add("flame-box");
    box.setAlignment(Pos.CENTER);
    box.setAccessibleText("Hearth");
    return box;
  }

  private ToggleButton button(Place place, int number, Consumer<String> open) {
    ToggleButton button = new ToggleButton(place.title(), new FontIcon(place.icon()));
    button.setContentDisplay(ContentDisplay.TOP);
    button.getStyleClass().setAll("rail-button");
    button.setId("rail-" + place.id());
    button.setTooltip(new Tooltip(place.title() + "  " + KeyNames.text("Shortcut+" + number)));
    group.add(
        button,
        () -> {
          if (!led) {
            open.accept(place.id());
          }
        });
    buttons.put(place.id(), button);
    return button;
  }

  private static Button small(Action action) {
    Button button = new Button("", new FontIcon(action.icon()));
    button.getStyleClass().setAll("rail-small");
    button.setId("rail-" + action.id().replace('.', '-'));
    button.setAccessibleText(action.title());
    String key = action.keyText();
    button.setTooltip(new Tooltip(action.title() + (key.isEmpty() ? "" : "  " + key)));
    button.setOnAction(e -> action.perform());
    return button;
  }
}
