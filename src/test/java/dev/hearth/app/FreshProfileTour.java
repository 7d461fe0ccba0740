package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.practice.Scenario;
import dev.hearth.settings.BackendSettings;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;

/** Somebody opens Hearth for the first time and sees a call being retried a minute later. */
class FreshProfileTour extends DeskTour {
  @Test
  void fromTheFirstPageToTheRetriedCall() throws Exception {
    openDesk(UnaryOperator.identity());
    click("#first-practice");
    until(() -> stage.getTitle().startsWith("Traffic"));
    address();
    until(() -> desk.home().settings().current().desk().firstRunDone());
    // The first request is written already: one click shows what Hearth is for.
    until(() -> find("#compose-text") instanceof TextArea t && t.getText().contains("practice:"));
    clickWhenShown("#compose-send");
    until(() -> robot.lookup("#compose-reveal").queryAll().stream().anyMatch(Node::isVisible));
    until(() -> !table().getItems().isEmpty());
    // What the model was sent after the tool's result is a row of its own; the first was retried.
    chooseRow(0);
    until(() -> tabInFront().equals("tab-attempts"));
    until(() -> robot.lookup(".attempt-card").queryAll().size() == 2);
    assertThat(robot.lookup(".finding-bad").queryAll()).isNotEmpty();
  }

  @Test
  void whatThePracticeModelGetsWrongIsPickedByName() throws Exception {
    openDesk(s -> known(s, BackendSettings.Source.PRACTICE, ""));
    desk.home().proxyHost().start();
    address();
    perform("shell.place.traffic");
    perform("traffic.compose");
    clickWhenShown("#compose-practice");
    until(() -> menu("Bad calls").isPresent());
    shoot("compose-practice");
    fx(
        () -> {
          menu("Bad calls").orElseThrow().getItems().stream()
              .filter(i -> i.getText().startsWith("Broken arguments"))
              .forEach(MenuItem::fire);
          return null;
        });
    assertThat(fx(() -> ((TextArea) find("#compose-text")).getText()))
        .endsWith(Scenario.MALFORMED_ARGUMENTS.keyword());
    clickWhenShown("#compose-send");
    until(() -> robot.lookup("#compose-reveal").queryAll().stream().anyMatch(Node::isVisible));
    until(() -> table().getItems().size() == 2);
    chooseRow(0);
    until(() -> robot.lookup(".attempt-card").queryAll().size() == 2);
  }

  private Optional<Menu> menu(String title) {
    MenuButton button = find("#compose-practice");
    return button.getItems().stream()
        .filter(i -> i.getText().equals(title))
        .map(Menu.class::cast)
        .findFirst()
        .filter(m -> button.isShowing());
  }
}
