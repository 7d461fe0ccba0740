package dev.hearth.desk.traffic;

import dev.hearth.desk.shell.Action;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be done with the chosen request, as buttons and as a menu. */
final class ChosenTools {
  private final List<Action> actions;

  ChosenTools(List<Action> actions) {
    this.actions = List.copyOf(actions);
  }

  /** A button each. */
  HBox bar() {
    HBox bar = new HBox();
    bar.getStyleClass().add("inspector-tools");
    bar.setAlignment(Pos.CENTER_RIGHT);
    HBox buttons = new HBox();
    buttons.getStyleClass().add("inspector-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    actions.forEach(a -> buttons.getChildren().add(button(a)));
    bar.getChildren().add(buttons);
    bar.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
    return bar;
  }

  /** All in one button, for where there is room for no more. */
  MenuButton more() {
    MenuButton more = new MenuButton("", new FontIcon(Feather.MORE_HORIZONTAL));
    more.getStyleClass().addAll("flat", "button-icon", "inspector-more");
    more.setId("tool-more");
    more.setAccessibleText("What can be done with this request");
    more.setTooltip(new Tooltip("What can be done with this request"));
    more.getItems().setAll(items());
    return more;
  }

  private static Button button(Action action) {
    Button button = new Button("", new FontIcon(action.icon()));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setId("tool-" + action.id().replace('.', '-'));
    button.setAccessibleText(action.title());
    button.setTooltip(new Tooltip((action.title() + "  " + action.keyText()).strip()));
    button.setOnAction(e -> action.perform());
    // A hole among the buttons says less than their absence.
    button.visibleProperty().bind(action.enabled());
    button.managedProperty().bind(action.enabled());
    return button;
  }

  /** An item each. */
  ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    menu.getItems().setAll(items());
    return menu;
  }

  private List<MenuItem> items() {
    return actions.stream().map(ChosenTools::item).toList();
  }

  private static MenuItem item(Action action) {
    MenuItem item = new MenuItem(action.title(), new FontIcon(action.icon()));
    item.setOnAction(e -> action.perform());
    item.visibleProperty().bind(action.enabled());
    return item;
  }
}
