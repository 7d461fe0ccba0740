package dev.hearth.desk.traffic.compose;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Watch;
import dev.hearth.practice.Scenario;
import dev.hearth.practice.Scenarios;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the practice model can be asked to do, by name; there only while it answers. */
final class PracticeField extends VBox {
  /** What Hearth is for comes first, what any client can do last. */
  private static final List<Scenario.Group> GROUPS =
      List.of(
          Scenario.Group.BAD_CALLS,
          Scenario.Group.CALLS_AS_TEXT,
          Scenario.Group.STREAMS,
          Scenario.Group.ERRORS,
          Scenario.Group.CALLS,
          Scenario.Group.ANSWERS);

  private final Watch watch;

  PracticeField(Live<ProxyStatus> proxy, Consumer<Scenario> choose) {
    Label name = new Label("Practice model");
    name.getStyleClass().add("group-title");
    MenuButton button = new MenuButton("Pick what it gets wrong", new FontIcon(Feather.BOOK_OPEN));
    button.setId("compose-practice");
    button.setMaxWidth(Double.MAX_VALUE);
    name.setLabelFor(button);
    for (Scenario.Group group : GROUPS) {
      Menu menu = new Menu(group.title());
      Scenarios.of(group).forEach(s -> menu.getItems().add(item(s, choose)));
      button.getItems().add(menu);
    }
    getStyleClass().add("compose-field");
    getChildren().addAll(name, button);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    watch = proxy.watch(now -> FxThread.run(() -> setVisible(now.practice())));
  }

  void close() {
    watch.close();
  }

  private static MenuItem item(Scenario scenario, Consumer<Scenario> choose) {
    MenuItem item = new MenuItem(scenario.title() + ": " + scenario.shows());
    item.setMnemonicParsing(false);
    item.setOnAction(e -> choose.accept(scenario));
    return item;
  }
}
