package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import javafx.scene.Node;
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
    send("Please read the file. practice:unknown-tool");
    until(() -> robot.lookup("#compose-reveal").queryAll().stream().anyMatch(Node::isVisible));
    until(() -> !table().getItems().isEmpty());
    // What the model was sent after the tool's result is a row of its own; the first was retried.
    chooseRow(0);
    until(() -> tabInFront().equals("tab-attempts"));
    until(() -> robot.lookup(".attempt-card").queryAll().size() == 2);
    assertThat(robot.lookup(".finding-bad").queryAll()).isNotEmpty();
  }
}
