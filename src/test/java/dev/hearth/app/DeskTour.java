package dev.hearth.app;

import dev.hearth.desk.tour.Tour;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.DeskSettings;
import dev.hearth.settings.Settings;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A walk through the window over the real services. */
abstract class DeskTour extends Tour {
  @TempDir Path folder;
  protected RealDesk desk;

  /** Opens the window as the program does, with some choices made before. */
  protected void openDesk(UnaryOperator<Settings> choices) throws Exception {
    desk = new RealDesk(folder.resolve("hearth"), choices);
    open(desk.services(), desk::furnish, 1280, 800);
  }

  @AfterEach
  void closeServices() throws Exception {
    if (desk != null) {
      desk.close();
    }
  }

  /** Somebody who has been here before, with a backend of the given kind. */
  protected static Settings known(Settings s, BackendSettings.Source source, String model) {
    DeskSettings d = s.desk();
    return s.withBackend(new BackendSettings(source, s.backend().url(), model))
        .withDesk(
            new DeskSettings(
                d.theme(), d.zoomPercent(), true, d.startAtLogin(), d.stayInTray(), true));
  }

  protected void perform(String action) {
    fx(
        () -> {
          window.shell().actions().byId(action).orElseThrow().perform();
          return null;
        });
    settle();
  }

  protected TableView<?> table() {
    return (TableView<?>) scene().lookup("#traffic-table");
  }

  /** Waits for an address in the strip and answers it. */
  protected String address() {
    until(() -> text("#strip-url").startsWith("http://"));
    return fx(() -> text("#strip-url"));
  }

  protected String text(String label) {
    return ((Label) scene().lookup(label)).getText();
  }

  /** Composes a request and sends it. */
  protected void send(String text) {
    if (fx(() -> scene().lookup("#compose-text")) == null) {
      perform("traffic.compose");
      until(() -> scene().lookup("#compose-text") != null);
    }
    fx(
        () -> {
          ((TextArea) scene().lookup("#compose-text")).setText(text);
          return null;
        });
    robot.clickOn("#compose-send");
  }

  /** Waits for a visible node and clicks it. */
  protected void click(String selector) {
    until(() -> robot.lookup(selector).queryAll().stream().anyMatch(Node::isVisible));
    settle();
    robot.clickOn(selector);
  }

  protected void chooseRow(int row) {
    fx(
        () -> {
          table().getSelectionModel().clearAndSelect(row);
          return null;
        });
    settle();
  }

  protected TabPane tabs() {
    return (TabPane) scene().lookup("#traffic-inspector");
  }

  protected String tabInFront() {
    return tabs().getSelectionModel().getSelectedItem().getId();
  }

  /** Opens every tab of the inspector in turn. */
  protected void everyTab(Runnable look) {
    for (var tab : tabs().getTabs()) {
      fx(
          () -> {
            tabs().getSelectionModel().select(tab);
            return null;
          });
      settle();
      look.run();
    }
  }
}
