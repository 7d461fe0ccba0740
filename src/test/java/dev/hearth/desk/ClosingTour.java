package dev.hearth.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.Background;
import dev.hearth.desk.services.WayBack;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.desk.traffic.StagedTraffic;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Closing the window with a tray to stay in, and without. */
class ClosingTour extends Tour {
  private final List<String> happened = new ArrayList<>();
  private final Tray tray = new Tray();
  private FakeServices services;
  private Shell shell;

  private final class Tray implements Background {
    private boolean wanted;
    private boolean refusing;
    private WayBack back;

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public boolean wanted() {
      return wanted;
    }

    @Override
    public void enter(WayBack given) {
      happened.add("tray");
      back = given;
      if (refusing) {
        back.open();
      }
    }

    @Override
    public void leave() {
      happened.add("no tray");
    }
  }

  @BeforeEach
  void openDesk() {
    services = FakeServices.ready();
    open(
        services.all(),
        given -> {
          shell = given;
          return List.of(new StagedTraffic().place(given));
        },
        1280,
        800);
    fx(
        () ->
            new Closing(
                stage,
                tray,
                services.all(),
                () -> happened.add("kept"),
                () -> happened.add("ended")));
  }

  private void close() {
    fx(
        () -> {
          stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
          return null;
        });
    settle();
  }

  @Test
  void withoutTheWishToStayItEnds() {
    close();
    assertThat(happened).containsExactly("no tray", "ended");
    assertThat(fx(stage::isShowing)).isFalse();
  }

  @Test
  void inTheTrayItWaitsIsOpenedAgainAndEndsFromThere() {
    tray.wanted = true;
    close();
    assertThat(happened).containsExactly("tray", "kept");
    assertThat(fx(stage::isShowing)).isFalse();
    tray.back.open();
    until(stage::isShowing);
    assertThat(happened).last().isEqualTo("no tray");
    close();
    tray.back.quit();
    until(() -> happened.contains("ended"));
    assertThat(fx(stage::isShowing)).isFalse();
  }

  @Test
  void aTrayThatRefusesLeavesTheWindowOpen() {
    tray.wanted = true;
    tray.refusing = true;
    close();
    assertThat(fx(stage::isShowing)).isTrue();
    assertThat(happened).doesNotContain("ended");
  }

  @Test
  void whoSeesNoWindowIsToldWhatTheStripTells() {
    tray.wanted = true;
    close();
    String url = services.all().proxy().status().now().url();
    String model = services.all().server().now().model();
    assertThat(url).startsWith("http://");
    assertThat(tray.back.url()).isEqualTo(url);
    assertThat(tray.back.state().now()).startsWith(model + " is ready");
    tray.back.copyUrl();
    until(() -> url.equals(Clipboard.getSystemClipboard().getString()));
  }

  @Test
  void whatHappensMeanwhileIsToldWhenTheWindowIsBack() {
    tray.wanted = true;
    close();
    fx(
        () -> {
          shell.notices().problem("The server has ended", "Start it again.", () -> {});
          return null;
        });
    settle();
    assertThat(robot.lookup(".notice").queryAll()).isEmpty();
    tray.back.open();
    until(() -> !robot.lookup(".notice").queryAll().isEmpty());
  }
}
