package dev.hearth.desk.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.shell.DeskWindow;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.shell.UiState;
import dev.hearth.desk.theme.Appearance;
import dev.hearth.desk.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A walk through the real window without a display: mouse, keys, pictures, and a watch on pulses.
 */
@ExtendWith(Rehearsed.class)
public abstract class Tour {
  /** The latest part of a page comes this many pulses after it. */
  private static final int PULSES = 6;

  protected final FxRobot robot = new FxRobot();
  protected final FakeDialogs dialogs = new FakeDialogs();
  protected Stage stage;
  protected Theme theme;
  protected DeskWindow window;
  private FittedRoot root;
  private final ThreadGuard guard = new ThreadGuard();
  private final List<String> flaws = new ArrayList<>();
  private PulseWatch watch;

  @BeforeEach
  protected void openDisplay() throws InterruptedException {
    Toolkit.start();
    stage = fx(Stage::new);
  }

  /** Opens the window at a size. */
  protected DeskWindow open(
      DeskServices services, Function<Shell, List<Place>> places, double width, double height) {
    return open(services, UiState.inMemory(), places, width, height);
  }

  /** Opens the window at a size with something remembered. */
  protected DeskWindow open(
      DeskServices services,
      UiState state,
      Function<Shell, List<Place>> places,
      double width,
      double height) {
    window =
        fx(
            () -> {
              theme =
                  new Theme(new Appearance(Appearance.Mode.LIGHT, 100, Appearance.Motion.REDUCED));
              DeskWindow w = new DeskWindow(stage, services, theme, state, dialogs, places);
              Region content = (Region) w.scene().getRoot();
              w.scene().setRoot(new Region());
              root = new FittedRoot(content, width, height);
              w.scene().setRoot(root);
              guard.begin(root);
              stage.setMinWidth(0);
              stage.setMinHeight(0);
              stage.setX(0);
              stage.setY(0);
              stage.setWidth(FittedRoot.SCREEN);
              stage.setHeight(FittedRoot.SCREEN);
              w.show();
              return w;
            });
    settle();
    watch = new PulseWatch(fx(Thread::currentThread), guard);
    return window;
  }

  /** Changes between light and dark, which dresses all that is there anew. */
  protected void looks(Appearance.Mode mode) {
    fx(
        () -> {
          theme.appearanceProperty().set(theme.appearanceProperty().get().withMode(mode));
          return null;
        });
    settle();
  }

  /** Changes the window's size. */
  protected void resize(double width, double height) {
    fx(
        () -> {
          root.fit(width, height);
          return null;
        });
    settle();
  }

  /**
   * Takes pictures in light and dark at both sizes named in the requirements and in the smallest
   * window, and there at double zoom too.
   */
  protected void shootAll(String name) {

    for (double[] size : new double[][] {{1280, 800}, {1920, 1080}}) {
      resize(size[0], size[1]);
      for (Appearance.Mode mode : List.of(Appearance.Mode.LIGHT, Appearance.Mode.DARK)) {
        looks(mode);
        shoot(name + "-" + (int) size[0] + "-" + mode.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
    resize(1024, 700);
    shoot(name + "-1024-dark");
    looks(Appearance.Mode.LIGHT);
    shoot(name + "-1024");
    zoom(200);
    shoot(name + "-1024-200");
    zoom(100);
    resize(1280, 800);
  }

  /** Takes a picture and notes what a person would find wrong in it. */
  protected void shoot(String name) {
    watch.aside(
        () -> {
          painted();
          Screenshots.take(root.content(), name);
          seen().forEach(f -> flaws.add(name + ": " + f));
        });
  }

  /** What is wrong at the second look too: words may have changed and not be laid out yet. */
  private List<String> seen() {
    List<String> first = fx(() -> SceneAudit.of(root.content()));
    if (first.isEmpty()) {
      return first;
    }
    painted();
    List<String> second = fx(() -> SceneAudit.of(root.content()));
    return first.stream().filter(second::contains).toList();
  }

  /** Waits until what comes into the window over several pulses is there. */
  private static void painted() {
    settle();
    var pulses = new CountDownLatch(PULSES);
    fx(
        () -> {
          new AnimationTimer() {
            @Override
            public void handle(long now) {
              pulses.countDown();
              if (pulses.getCount() == 0) {
                stop();
              }
            }
          }.start();
          return null;
        });
    try {
      assertThat(pulses.await(20, TimeUnit.SECONDS)).as("pulses").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Changes the size of letters, which dresses all of the window anew. */
  protected void zoom(int percent) {
    fx(
        () -> {
          theme.appearanceProperty().set(theme.appearanceProperty().get().withZoom(percent));
          return null;
        });
    settle();
  }

  /** Does something of the tour's own, which nobody who uses the desk would wait for. */
  protected void aside(Runnable task) {
    watch.aside(task);
  }

  protected Scene scene() {
    return window.scene();
  }

  /** Runs on the JavaFX thread and waits. */
  protected static <T> T fx(Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(30_000, task);
  }

  /** Waits until the JavaFX thread has done what was asked of it. */
  protected static void settle() {
    WaitForAsyncUtils.waitForFxEvents(3);
  }

  /** Waits for something that is looked up on the JavaFX thread. */
  protected static void until(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(20))
        .pollInterval(java.time.Duration.ofMillis(20))
        .until(() -> fx(condition::getAsBoolean));
  }

  /** The visible node of a selector. */
  protected <T extends Node> T find(String selector) {
    return robot.lookup(selector).<T>query();
  }

  /** Clicks what a selector names once it is in sight, as a person would have to wait for it. */
  protected void clickWhenShown(String selector) {
    until(() -> robot.lookup(selector).queryAll().stream().anyMatch(InSight::of));
    settle();
    robot.clickOn(selector);
  }

  @AfterEach
  void closeWindow() throws InterruptedException {
    shut();
    assertThat(flaws).as("seen in the pictures").isEmpty();
    assertThat(guard.intrusions()).as("changed on another thread than JavaFX's").isEmpty();
    if (watch != null) {
      report();
      assertThat(watch.failures()).as("the JavaFX thread was kept busy").isEmpty();
    }
  }

  /** Closes the window without a judgement. */
  protected void shut() throws InterruptedException {
    if (watch != null) {
      watch.close();
    }
    fx(
        () -> {
          if (window != null) {
            window.close();
          }
          stage.close();
          guard.end();
          // JavaFX's headless screen keeps every window it ever had, so none may keep its contents.
          stage.setScene(null);
          return null;
        });
  }

  private void report() {
    List<PulseWatch.Late> late = watch.late();
    System.out.printf(
        "%s: longest wait for the JavaFX thread %d ms, of own work %d ms; %d waits over %d ms%n",
        getClass().getSimpleName(),
        watch.worstMillis(),
        watch.worstBusyMillis(),
        late.size(),
        PulseWatch.BUDGET_MILLIS);
    late.stream().filter(l -> !l.doing().isEmpty()).forEach(l -> System.out.println("  " + l));
  }
}
