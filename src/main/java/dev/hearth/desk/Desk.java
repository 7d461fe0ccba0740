package dev.hearth.desk;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.Background;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.shell.DeskWindow;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.shell.UiStateFile;
import dev.hearth.desk.theme.Appearance;
import dev.hearth.desk.theme.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Opens the window and stays until it is closed. */
public final class Desk {
  private final DeskServices services;
  private final Appearance looks;
  private final UiStateFile state;
  private final Function<Shell, List<Place>> places;
  private final Background background;

  /**
   * A desk that is not open yet.
   *
   * @param services what it stands on; their owner closes them after {@link #run}
   * @param looks how it looks at first; the settings keep what becomes of it
   * @param memory the file that keeps sizes and selections between runs
   * @param places makes the places, in the rail's order
   * @param background where Hearth stays when its window is closed
   */
  public Desk(
      DeskServices services,
      Appearance looks,
      Path memory,
      Function<Shell, List<Place>> places,
      Background background) {
    this.services = services;
    this.looks = looks;
    this.background = background;
    this.state = new UiStateFile(memory);
    this.places = places;
  }

  /** Starts JavaFX, shows the window and returns when the user has closed it. */
  public void run() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    Platform.setImplicitExit(false);
    Platform.startup(() -> open(closed::countDown));
    closed.await();
    Platform.exit();
  }

  private void open(Runnable whenClosed) {
    Theme theme = new Theme(looks);
    Stage stage = new Stage();
    DeskWindow window = new DeskWindow(stage, services, theme, state, places);
    Runnable quit =
        () -> {
          background.leave();
          stage.hide();
          window.close();
          state.save();
          whenClosed.run();
        };
    stage.setOnCloseRequest(
        e -> {
          e.consume();
          if (background.wanted()) {
            background.enter(() -> FxThread.run(stage::show), () -> FxThread.run(quit));
            stage.hide();
            state.save();
          } else {
            quit.run();
          }
        });
    window.show();
  }
}
