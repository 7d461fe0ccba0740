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
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Opens the window and stays until it is closed. */
public final class Desk {
  private static final String MODE = "looks.mode";
  private static final String ZOOM = "looks.zoom";
  private static final String MOTION = "looks.motion";

  private final DeskServices services;
  private final UiStateFile state;
  private final Function<Shell, List<Place>> places;
  private final Background background;

  /**
   * A desk that is not open yet.
   *
   * @param services what it stands on; their owner closes them after {@link #run}
   * @param memory the file that keeps sizes and looks between runs
   * @param places makes the places, in the rail's order
   * @param background where Hearth stays when its window is closed
   */
  public Desk(
      DeskServices services,
      Path memory,
      Function<Shell, List<Place>> places,
      Background background) {
    this.services = services;
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
    Theme theme = new Theme(remembered());
    theme.appearanceProperty().subscribe(this::remember);
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

  private Appearance remembered() {
    Appearance d = Appearance.DEFAULT;
    return new Appearance(
        state.text(MODE).map(t -> choice(Appearance.Mode.values(), t, d.mode())).orElse(d.mode()),
        (int) state.number(ZOOM).orElse(d.zoom()),
        state
            .text(MOTION)
            .map(t -> choice(Appearance.Motion.values(), t, d.motion()))
            .orElse(d.motion()));
  }

  private void remember(Appearance looks) {
    state.put(MODE, looks.mode().name());
    state.put(ZOOM, looks.zoom());
    state.put(MOTION, looks.motion().name());
  }

  private static <E extends Enum<E>> E choice(E[] all, String name, E otherwise) {
    for (E one : all) {
      if (one.name().equals(name.toUpperCase(Locale.ROOT))) {
        return one;
      }
    }
    return otherwise;
  }
}
