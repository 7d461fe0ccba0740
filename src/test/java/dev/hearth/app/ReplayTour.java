package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendRouter;
import dev.hearth.desk.controls.CodeView;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.ProxyServer;
import dev.hearth.testing.SilentServer;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.filter.Filter;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests are sent again through a real proxy and guard, and compared. */
class ReplayTour extends JournalWalk {
  private PracticeServer practice;
  private Backend backend;
  private ProxyServer proxy;

  @Override
  void prepare() throws Exception {
    practice = PracticeServer.start(0, Pace.FAST);
    backend = new Backend(BackendConfig.at(practice.url()));
    proxy =
        ProxyServer.start(
            ProxyConfig.DEFAULT.withPort(0), BackendRouter.fixed(backend), fakes.feed);
    fakes.proxy.set(
        new ProxyStatus(ProxyStatus.State.LISTENING, proxy.url() + "/v1", 0, false, false, ""));
  }

  @AfterEach
  void stopProxy() {
    proxy.close();
    backend.close();
    practice.close();
  }

  private int runs() {
    return fx(() -> this.<ListView<?>>find("#replay-runs").getItems().size());
  }

  private String outcome(int run) {
    return fx(
        () ->
            robot.lookup(".replay-runs .list-cell").queryAll().stream()
                .map(javafx.scene.control.ListCell.class::cast)
                .filter(c -> c.getIndex() == run)
                .map(c -> c.getAccessibleText().split(", ")[1])
                .findFirst()
                .orElse(""));
  }

  private void newest() {
    choose(fx(() -> table().getItems().size()) - 1);
  }

  @Test
  void aKeySendsARequestAgainAndBothEndsLeadToEachOther() {
    choose(8);
    robot.type(KeyCode.R);
    until(() -> there("#replay-runs") && runs() == 1);
    until(() -> there(".call-diff .diff-add"));
    shootAll("replay-different");
    robot.clickOn("#page-back");
    until(() -> table().getItems().size() == kept() + 1);
    until(() -> there(".links-bar .group-link"));
    shootAll("replay-source-links");
    fx(
        () -> {
          robot.lookup(".links-bar .group-link").<Hyperlink>query().fire();
          return null;
        });
    until(() -> there("#replay-source"));
    assertThat(fx(() -> table().getSelectionModel().getSelectedIndex())).isEqualTo(kept());
    shootAll("replay-links");
    fx(
        () -> {
          this.<Hyperlink>find("#replay-compare").fire();
          return null;
        });
    until(() -> there(".compare .comparison"));
    shootAll("compare");
    shootBelow("compare", ".compare .scroll-pane");
    robot.type(KeyCode.ESCAPE);
    until(() -> !there(".compare"));
    fx(
        () -> {
          this.<Hyperlink>find("#replay-source").fire();
          return null;
        });
    until(() -> fx(() -> table().getSelectionModel().getSelectedIndex()) == 8);
    journal.flush();
    assertThat(journal.count(Filter.parse("replay:=e8 is:replay status:ok"))).isEqualTo(1);
  }

  @Test
  void aReplayOfAReplayComesOutTheSameSeveralTimesAndEditedDifferently() {
    choose(8);
    robot.type(KeyCode.R);
    until(() -> there("#replay-runs") && runs() == 1);
    robot.clickOn("#page-back");
    until(() -> table().getItems().size() == kept() + 1);
    newest();
    perform("traffic.replay-times");
    until(() -> there("#replay-send"));
    shootAll("replay-empty");
    type("#replay-times", "3");
    robot.clickOn("#replay-send");
    until(() -> runs() == 3);
    until(() -> outcome(0).equals("Same") && outcome(2).equals("Same"));
    shootAll("replay-same");
    shootBelowTheRequest();
    CodeView body = find(".replay-request .code-view");
    fx(
        () -> {
          body.setText(body.getText().replace("Find the", "practice:text Find the"));
          return null;
        });
    type("#replay-times", "1");
    robot.clickOn("#replay-send");
    until(() -> runs() == 4);
    until(() -> outcome(3).equals("Different"));
    journal.flush();
    assertThat(journal.count(Filter.parse("\"practice:text find\" is:replay"))).isEqualTo(1);
  }

  private void shootBelowTheRequest() {
    resize(1024, 700);
    zoom(200);
    until(() -> there(".replay-column"));
    shootBelow("replay-same", ".replay-halves > .scroll-pane");
  }

  @Test
  void aReplayToAServerThatIsSilentIsCalledOff() throws Exception {
    try (SilentServer silent = SilentServer.start()) {
      choose(8);
      perform("traffic.replay-times");
      until(() -> there("#replay-send"));
      type("#replay-server", silent.url().toString());
      type("#replay-times", "5");
      robot.clickOn("#replay-send");
      until(() -> find("#replay-cancel").isVisible() && silent.accepted() > 0);
      shoot("replay-running");
      robot.clickOn("#replay-cancel");
      until(() -> !find("#replay-send").isDisabled());
      assertThat(runs()).isZero();
    }
    until(
        () -> {
          journal.flush();
          return journal.count(Filter.parse("replay:=e8 status:cancelled")) == 1;
        });
    assertThat(journal.search(Filter.parse("replay:=e8"), 9, 0))
        .allSatisfy(s -> assertThat(s.phase()).isEqualTo(Phase.CANCELLED));
  }

  @Test
  void twoRequestsAreMarkedAndComparedByKey() {
    choose(9);
    robot.type(KeyCode.M);
    until(() -> there(".row-marks"));
    choose(13);
    robot.type(KeyCode.D);
    until(() -> there(".compare .comparison"));
    assertThat(this.<Labeled>find(".compare .panel-title").getText())
        .isEqualTo("Compare two requests");
    shootAll("compare-marked");
  }
}
