package dev.hearth.desk;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.theme.Appearance;
import dev.hearth.desk.theme.Theme;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** JavaFX, started on threads of its own while the services behind the desk are still opened. */
public final class Toolkit implements AutoCloseable {
  /** Kept, since loggers nobody holds are forgotten along with their filters. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<Theme> theme = new CompletableFuture<>();

  private Toolkit() {}

  /** Begins to start JavaFX and returns at once. */
  public static Toolkit begin() {
    Toolkit toolkit = new Toolkit();
    Thread.ofPlatform().daemon().name("desk-start").start(toolkit::start);
    return toolkit;
  }

  private void start() {
    try {
      // Hearth runs from the class path by choice; nobody who starts it can do anything about that.
      JAVAFX.setFilter(
          said ->
              !String.valueOf(said.getMessage()).startsWith("Unsupported JavaFX configuration"));
      Platform.setImplicitExit(false);
      Platform.startup(() -> {});
      Hearth.introduce();
      running.complete(null);
    } catch (RuntimeException | LinkageError e) {
      // For instance no display; who waits for the toolkit is told.
      running.completeExceptionally(e);
    }
  }

  /** Makes the theme ready for the first window as soon as it is known how that shall look. */
  public void dress(Appearance looks) {
    running
        .thenApplyAsync(started -> dressed(looks), FxThread.EXECUTOR)
        .whenComplete(
            (ready, failure) -> {
              if (failure == null) {
                theme.complete(ready);
              } else {
                theme.completeExceptionally(failure);
              }
            });
  }

  /** The theme, once it is there. */
  CompletableFuture<Theme> theme() {
    return theme;
  }

  /**
   * The JavaFX thread has nothing else to do now: reading style sheets and fonts and the first use
   * of each kind of control would otherwise delay the first picture.
   */
  private static Theme dressed(Appearance looks) {
    Theme theme = new Theme(looks);
    Scene scratch = new Scene(new VBox(controls()));
    theme.dress(scratch);
    scratch.getRoot().applyCss();
    ((VBox) scratch.getRoot()).layout();
    theme.undress(scratch);
    return theme;
  }

  private static Node[] controls() {
    Label label = new Label("Hearth", new FontIcon(Feather.HOME));
    label.setTooltip(new Tooltip("Hearth"));
    return List.<Node>of(
            label,
            new Button("Hearth"),
            new ToggleButton("Hearth"),
            new TextField("Hearth"),
            new ComboBox<String>(),
            new TabPane(),
            new SplitPane(new ScrollPane(new Label("Hearth")), new TableView<String>()))
        .toArray(Node[]::new);
  }

  /** Ends JavaFX. */
  @Override
  public void close() {
    // Ending what is still starting would leave it running.
    running.handle((started, failure) -> started).join();
    Platform.exit();
  }
}
