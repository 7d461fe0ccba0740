package dev.hearth.desk;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.services.Background;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.shell.DeskWindow;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.shell.SystemDialogs;
import dev.hearth.desk.shell.UiStateFile;
import dev.hearth.desk.theme.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** Opens the window and stays until it is closed. */
public final class Desk {
  private static final Executor FX = FxThread::later;

  /** Title bars and task bars take the one that suits them. */
  private static final List<Integer> ICON_SIZES = List.of(16, 32, 64, 128, 256);

  private final DeskServices services;
  private final Toolkit toolkit;
  private final UiStateFile state;
  private final Function<Shell, List<Place>> places;
  private final Background background;
  private final AtomicReference<Runnable> front = new AtomicReference<>(() -> {});

  /**
   * A desk that is not open yet.
   *
   * @param services what it stands on; their owner closes them after {@link #run}
   * @param toolkit JavaFX, told already how the desk looks at first; the settings keep what becomes
   *     of it
   * @param memory the file that keeps sizes and selections between runs
   * @param places makes the places, in the rail's order
   * @param background where Hearth stays when its window is closed
   */
  public Desk(
      DeskServices services,
      Toolkit toolkit,
      Path memory,
      Function<Shell, List<Place>> places,
      Background background) {
    this.services = services;
    this.toolkit = toolkit;
    this.background = background;
    this.state = new UiStateFile(memory);
    this.places = places;
  }

  /**
   * Shows the window and returns when the user has closed it.
   *
   * @param painted given the window's means once, when it is there and answers
   */
  public void run(Consumer<Shell> painted) throws InterruptedException, ExecutionException {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    toolkit
        .theme()
        .thenAcceptAsync(theme -> open(theme, painted, () -> closed.complete(null)), FX)
        .exceptionally(
            failure -> {
              closed.completeExceptionally(failure);
              return null;
            });
    closed.get();
  }

  /** Brings the window back and before all others, from any thread. */
  public void toFront() {
    FxThread.later(front.get());
  }

  private static Image icon(int size) {
    return new Image(
        Objects.requireNonNull(
                Desk.class.getResource("/dev/hearth/assets/icons/hearth-" + size + ".png"))
            .toString());
  }

  private void open(Theme theme, Consumer<Shell> painted, Runnable whenClosed) {
    Stage stage = new Stage();
    stage.getIcons().setAll(ICON_SIZES.stream().map(Desk::icon).toList());
    DeskWindow window =
        new DeskWindow(stage, services, theme, state, new SystemDialogs(state), places);
    Closing closing =
        new Closing(
            stage,
            background,
            services,
            state::save,
            () -> {
              window.close();
              state.save();
              whenClosed.run();
            });
    front.set(closing::back);
    window.show();
    // The pulse after the one that painted.
    Pulse pulse = Pulse.ofToolkit();
    pulse.next(() -> pulse.next(() -> painted.accept(window.shell())));
  }
}
