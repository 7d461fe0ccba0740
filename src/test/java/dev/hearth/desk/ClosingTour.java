package dev.hearth.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.Background;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.desk.traffic.StagedTraffic;
import java.util.ArrayList;
import java.util.List;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Closing the window with a tray to stay in, and without. */
class ClosingTour extends Tour {
  private final List<String> happened = new ArrayList<>();
  private final Tray tray = new Tray();

  private final class Tray implements Background {
    private boolean wanted;
    private Runnable open = () -> {};
    private Runnable quit = () -> {};

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public boolean wanted() {
      return wanted;
    }

    @Override
    public void enter(Runnable toOpen, Runnable toQuit) {
      happened.add("tray");
      open = toOpen;
      quit = toQuit;
    }

    @Override
    public void leave() {
      happened.add("no tray");
    }
  }

  @BeforeEach
  void openDesk() {
    open(FakeServices.ready().all(), shell -> List.of(new StagedTraffic().place(shell)), 1280, 800);
    fx(() -> new Closing(stage, tray, () -> happened.add("kept"), () -> happened.add("ended")));
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
    tray.open.run();
    until(stage::isShowing);
    close();
    tray.quit.run();
    until(() -> happened.contains("ended"));
    assertThat(fx(stage::isShowing)).isFalse();
  }
}
