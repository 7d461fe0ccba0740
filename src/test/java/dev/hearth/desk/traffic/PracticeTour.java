package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.desk.services.TrafficArchive;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.PracticeProxy;
import dev.hearth.desk.tour.Tour;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
import java.io.IOException;
import java.util.List;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an empty window to a retried call and why, over the real proxy and the practice model. */
class PracticeTour extends Tour {
  private final Feed feed = new Feed();
  private PracticeProxy proxy;

  @BeforeEach
  void openTraffic() throws IOException {
    proxy = new PracticeProxy(feed);
    DeskServices services =
        new DeskServices(
            feed,
            TrafficArchive.NONE,
            proxy,
            new LiveValue<>(ServerStatus.NONE),
            new FakeServices.Log());
    open(services, shell -> List.of(new TrafficPlace(shell)), 1280, 800);
  }

  @AfterEach
  void stopProxy() throws Exception {
    proxy.close();
    feed.close();
  }

  @SuppressWarnings("unchecked")
  private TableView<TrafficRow> table() {
    return (TableView<TrafficRow>) scene().lookup("#traffic-table");
  }

  private void compose(String text) {
    fx(
        () -> {
          TextArea field = (TextArea) scene().lookup("#compose-text");
          field.setText(text);
          return null;
        });
    robot.clickOn("#compose-send");
  }

  private boolean done(int rows) {
    return table().getItems().size() == rows
        && table().getItems().stream().allMatch(r -> r.summary().phase() == Phase.DONE);
  }

  @Test
  void composeToTheRetriedCallAndWhy() {
    fx(() -> window.shell().actions().byId("traffic.compose").orElseThrow().perform());
    until(() -> scene().lookup("#compose-text") != null);
    compose("Please read the file. practice:unknown-tool");
    until(
        () ->
            scene().lookup("#compose-reveal") != null
                && scene().lookup("#compose-reveal").isVisible());
    until(() -> table().getItems().getFirst().summary().retried());
    until(() -> table().getItems().getFirst().summary().phase() == Phase.DONE);
    TrafficRow retried = table().getItems().getFirst();
    assertThat(retried.summary().verdicts()).contains(Verdict.NUDGED, Verdict.PASSED);
    // The canned result went back by itself and made a second request of the same conversation.
    until(() -> table().getItems().size() >= 2);
    until(() -> done(table().getItems().size()));
    fx(
        () -> {
          table().getSelectionModel().select(retried);
          return null;
        });
    until(() -> robot.lookup(".attempt-card").queryAll().size() == 2);
    TabPane tabs = (TabPane) scene().lookup("#traffic-inspector");
    assertThat(tabs.getSelectionModel().getSelectedItem().getId()).isEqualTo("tab-attempts");
    assertThat(robot.lookup(".finding-bad").queryAll()).isNotEmpty();
    shoot("practice-attempts");
    for (var tab : tabs.getTabs()) {
      fx(
          () -> {
            tabs.getSelectionModel().select(tab);
            return null;
          });
      settle();
    }
    shoot("practice-raw");
  }

  @Test
  void aLongAnswerIsWatchedLiveAndCancelled() {
    fx(() -> window.shell().actions().byId("traffic.compose").orElseThrow().perform());
    until(() -> scene().lookup("#compose-text") != null);
    compose("practice:long");
    until(() -> table().getItems().size() == 1);
    until(() -> !robot.lookup(".compose .card-assistant").queryAll().isEmpty());
    fx(
        () -> {
          table().getSelectionModel().select(0);
          stage.requestFocus();
          table().requestFocus();
          return null;
        });
    if (table().getItems().getFirst().summary().phase().live()) {
      robot.type(KeyCode.X);
    }
    until(() -> !table().getItems().getFirst().summary().phase().live());
  }
}
