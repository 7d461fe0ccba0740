package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.FileDrop;
import dev.hearth.desk.controls.FocusReturn;
import dev.hearth.desk.controls.FullText;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.theme.Appearance;
import dev.hearth.desk.theme.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/** The one window: a rail of places, the strip, the place in front, the log drawer, the overlay. */
public final class DeskWindow implements AutoCloseable {
  /** The smallest size nothing is clipped at. */
  private static final double LEAST_WIDTH = 1024;

  private static final double LEAST_HEIGHT = 700;
  private static final double FIRST_WIDTH = 1280;
  private static final double FIRST_HEIGHT = 800;
  private static final String HEARTH = "Hearth";

  /** Nothing takes longer to get its skin; and a place without any control must not be asked on. */
  private static final int PULSES_TO_ENTER = 8;

  private final Stage stage;
  private final Shell shell;
  private final List<Place> places;
  private final BorderPane body = new BorderPane();
  private final StackPane stageArea = new StackPane();
  private final SplitPane split = new SplitPane(stageArea);
  private final LogModel log;
  private final LogDrawer drawer;
  private final StripModel stripModel;
  private final StatusStrip strip;
  private final CommandPalette palette;
  private final Rail rail;
  private final PartTravel parts;
  private final Scene scene;
  private final Pulse pulse = Pulse.ofToolkit();
  private Place current;
  private Runnable logBack;
  private final FocusReturn beforeLog = new FocusReturn();

  /**
   * Builds the window without showing it.
   *
   * @param stage where it goes
   * @param services what the desk stands on
   * @param theme the looks
   * @param state what is remembered
   * @param dialogs asks for files and folders
   * @param furnish makes the places, in the rail's order
   */
  public DeskWindow(
      Stage stage,
      DeskServices services,
      Theme theme,
      UiState state,
      FileDialogs dialogs,
      Function<Shell, List<Place>> furnish) {
    this.stage = stage;
    Overlay overlay = new Overlay();
    this.shell =
        new Shell(
            services,
            theme,
            state,
            new Actions(),
            overlay,
            new Notices(() -> stage),
            dialogs,
            this::open);
    this.palette = new CommandPalette(shell.actions(), overlay, state);
    this.log = new LogModel(services.log(), pulse);
    this.drawer = new LogDrawer(log, this::toggleLog);
    this.stripModel =
        new StripModel(services.server(), services.proxy().status(), FxThread.EXECUTOR);
    this.places = List.copyOf(furnish.apply(shell));
    this.parts = new PartTravel(this::frame);
    shell.actions().add(shellActions());
    shell.actions().addSource(shell.notices()::answers);
    places.forEach(p -> shell.actions().add(p.actions()));
    places.forEach(p -> theme.use(p.stylesheets()));
    this.strip = new StatusStrip(stripModel, services.proxy(), action("shell.palette"));
    this.rail = new Rail(places, this::open, railActions());
    rail.badge(action("shell.log"), log.errorsProperty(), "errors");
    furnishBody();
    this.scene = new Scene(new StackPane(body, overlay), FIRST_WIDTH, FIRST_HEIGHT);
    dress();
  }

  /** Shows the window with the place that was in front last time. */
  public void show() {
    String last = shell.state().text("window.place").orElse(places.getFirst().id());
    open(places.stream().anyMatch(p -> p.id().equals(last)) ? last : places.getFirst().id());
    stage.show();
    enter(current, PULSES_TO_ENTER);
  }

  /**
   * Lets a place take the keys, again if need be: what is divided or scrolls can have them only
   * once it has its skin.
   */
  private void enter(Place place, int pulses) {
    place.onShow();
    if (pulses > 0 && !FocusReturn.holds(place.node(), scene.getFocusOwner())) {
      pulse.next(
          () -> {
            if (place == current && !shell.overlay().isOpen()) {
              enter(place, pulses - 1);
            }
          });
    }
  }

  /** What the places were given. */
  public Shell shell() {
    return shell;
  }

  /** The window's scene. */
  public Scene scene() {
    return scene;
  }

  /** Brings a place to the front. */
  public void open(String id) {
    FxThread.check();
    Place next = places.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    rail.select(id);
    if (next == current) {
      next.onShow();
      return;
    }
    if (current != null) {
      current.onHide();
    }
    current = next;
    stageArea.getChildren().setAll(next.node());
    shell.state().put("window.place", id);
    stage.setTitle(next.title() + " – " + HEARTH);
    if (stage.isShowing()) {
      enter(next, PULSES_TO_ENTER);
    }
  }

  @Override
  public void close() {
    places.forEach(Place::close);
    log.close();
    stripModel.close();
    shell.theme().undress(scene);
  }

  private void dress() {
    stage.setTitle(HEARTH);
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    shell.theme().dress(scene);
    Remember.window(stage, shell.state(), FIRST_WIDTH, FIRST_HEIGHT);
    stage.setScene(scene);
    new KeyRouter(scene, this::inForce);
    FileDrop.on(scene, body, this::dropped);
    FullText.on(scene);
    FocusRing.on(scene);
    TabKey.on(scene, shell.overlay()::isOpen);
    FocusKeeper.on(scene);
    EscapeKey.on(scene, () -> current.back());
  }

  /** The place in front is asked first; a panel over it keeps the window to itself. */
  private void dropped(List<Path> files) {
    boolean taken =
        current.drop(files)
            || places.stream().filter(p -> p != current).anyMatch(p -> p.drop(files));
    if (!taken) {
      shell
          .notices()
          .problem(
              "Nothing to do with " + files.getFirst().getFileName(),
              "A .gguf file, or a folder with such files, can be dropped here.",
              () -> {});
    }
  }

  /** What F6 goes through, in reading order. */
  private List<Node> frame() {
    return split.getItems().contains(drawer)
        ? List.of(rail, strip, current.node(), drawer)
        : List.of(rail, strip, current.node());
  }

  private void furnishBody() {
    split.setOrientation(Orientation.VERTICAL);
    split.getStyleClass().add("drawer-split");
    // A place that asks for more room than there is must not push the rail out of the window.
    stageArea.setMinSize(0, 0);
    split.setMinSize(0, 0);
    VBox right = new VBox(strip, split);
    VBox.setVgrow(split, Priority.ALWAYS);
    body.setCenter(right);
    body.getStyleClass().add("desk");
    body.setLeft(rail);
  }

  /** Nothing below an open panel may answer to keys. */
  private List<Action> inForce() {
    if (shell.overlay().isOpen()) {
      return List.of();
    }
    List<Action> all = new ArrayList<>(current.actions());
    places.stream().filter(p -> p != current).forEach(p -> all.addAll(modified(p.actions())));
    shell.actions().fixed().stream().filter(a -> !isOfPlace(a)).forEach(all::add);
    return all;
  }

  /** Keys of places not shown count only when they cannot be mistaken for keys of the one shown. */
  private static List<Action> modified(List<Action> actions) {
    return actions.stream()
        .filter(a -> a.keys().stream().allMatch(k -> k.contains("Shortcut+Shift")))
        .toList();
  }

  private boolean isOfPlace(Action action) {
    return places.stream().anyMatch(p -> p.actions().stream().anyMatch(a -> a == action));
  }

  private Action action(String id) {
    return shell.actions().byId(id).orElseThrow();
  }

  private List<Action> railActions() {
    List<Action> below = new ArrayList<>();
    below.add(action("shell.log"));
    below.add(action("shell.looks"));
    below.add(action("shell.keys"));
    shell.actions().byId("settings.open").ifPresent(below::add);
    return below;
  }

  private List<Action> shellActions() {
    List<Action> all = new ArrayList<>();
    int number = 1;
    for (Place place : places) {
      all.add(
          Action.of(
                  "shell.place." + place.id(),
                  "Go to " + place.title(),
                  HEARTH,
                  place.icon(),
                  () -> open(place.id()))
              .on("Shortcut+" + number++));
    }
    all.add(of("palette", "Find an action", Feather.SEARCH, this::openPalette).on("Shortcut+K"));
    all.add(of("keys", "Show all keys", Feather.HELP_CIRCLE, this::showKeys).on("?", "F1"));
    all.add(of("log", "Show or hide the log", Feather.TERMINAL, this::toggleLog).on("Shortcut+J"));
    all.add(
        of("copy-url", "Copy the proxy's URL", Feather.COPY, () -> strip.copyButton().copy())
            .on("Shortcut+Shift+C"));
    all.add(of("next-part", "Go to the next part", Feather.CHEVRONS_RIGHT, parts::next).on("F6"));
    all.add(
        of("previous-part", "Go to the part before", Feather.CHEVRONS_LEFT, parts::previous)
            .on("Shift+F6"));
    all.add(
        of("more-room", "More room for this part", Feather.MAXIMIZE, () -> PartRoom.more(scene()))
            .on("F8"));
    all.add(
        of("less-room", "Less room for this part", Feather.MINIMIZE, () -> PartRoom.less(scene()))
            .on("Shift+F8"));
    all.add(of("looks", "Switch between light and dark", Feather.SUN, this::switchLooks));
    all.add(of("system-looks", "Follow the system's looks", Feather.MONITOR, this::systemLooks));
    all.add(
        zoom("zoom-in", "Larger", Feather.ZOOM_IN, Appearance.ZOOM_STEP)
            .on("Shortcut+Plus", "Shortcut+Equals"));
    all.add(
        zoom("zoom-out", "Smaller", Feather.ZOOM_OUT, -Appearance.ZOOM_STEP).on("Shortcut+Minus"));
    all.add(
        of("zoom-reset", "Normal size", Feather.MAXIMIZE_2, () -> looks(looks().withZoom(100)))
            .on("Shortcut+0"));
    return all;
  }

  private static Action of(String id, String title, Feather icon, Runnable run) {
    return Action.of("shell." + id, title, HEARTH, icon, run);
  }

  private Action zoom(String id, String title, Feather icon, int step) {
    return of(id, title, icon, () -> looks(looks().withZoom(looks().zoom() + step)));
  }

  private Appearance looks() {
    return shell.theme().appearanceProperty().get();
  }

  private void looks(Appearance next) {
    shell.theme().appearanceProperty().set(next);
  }

  private void switchLooks() {
    looks(looks().withMode(shell.theme().dark() ? Appearance.Mode.LIGHT : Appearance.Mode.DARK));
  }

  private void systemLooks() {
    looks(looks().withMode(Appearance.Mode.SYSTEM));
  }

  private void openPalette() {
    palette.open();
  }

  private void showKeys() {
    shell.overlay().show(new KeyOverlay(shell.actions().fixed()));
  }

  private void toggleLog() {
    if (split.getItems().contains(drawer)) {
      beforeLog.leave(drawer, () -> split.getItems().remove(drawer));
      return;
    }
    beforeLog.remember(split);
    split.getItems().add(drawer);
    SplitPane.setResizableWithParent(drawer, false);
    if (logBack == null) {
      logBack = Remember.divider(split, "window.log", shell.state(), 0.7);
    } else {
      logBack.run();
    }
    drawer.focus();
  }
}
