package dev.hearth.desk.tour;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.TreeView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Goes round the window, or a panel over it, by Tab alone and back by Shift+Tab, and finds what the
 * keys do not reach or reach one way only, what does not show that it has the focus, what is not
 * scrolled into sight, and what has no name for those who hear it.
 */
public final class KeyboardWalk {
  /** More stops than any place has; a walk that comes this far goes in no circle. */
  private static final int MOST_STOPS = 300;

  /** Fewer pixels than this changed is nothing a person would see. */
  private static final int SEEN = 12;

  private final FxRobot robot;
  private final Scene scene;
  private final Node within;
  private final Set<Node> stops = new LinkedHashSet<>();
  private final List<Node> missed = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();

  /** A walk through all of a window. */
  public KeyboardWalk(FxRobot robot, Scene scene) {
    this(robot, scene, scene.getRoot());
  }

  /** A walk in a panel that keeps the keys. */
  public KeyboardWalk(FxRobot robot, Scene scene, Node within) {
    this.robot = robot;
    this.scene = scene;
    this.within = within;
  }

  /** Goes round both ways and tells what is wrong. */
  public List<String> walk() {
    forth();
    back();
    fx(
        () -> {
          missing(within);
          return null;
        });
    missed.stream()
        .filter(n -> !steered(n))
        .forEach(n -> findings.add("not reached: " + SceneAudit.describe(n)));
    return findings;
  }

  /** What was stopped at, in order. */
  public List<Node> stops() {
    return List.copyOf(stops);
  }

  private void forth() {
    Node here = step(false);
    Node first = here;
    WritableImage lit = picture(here);
    while (stops.add(here) && stops.size() < MOST_STOPS) {
      findings.addAll(fx(new Stop(here, within)::flaws));
      Node left = here;
      WritableImage before = lit;
      here = step(false);
      lit = picture(here);
      if (left != here && !differs(before, picture(left))) {
        findings.add("does not show the focus: " + SceneAudit.describe(left));
      }
    }
    if (here != first) {
      findings.add("Tab is caught and comes round to " + SceneAudit.describe(here));
    }
  }

  /** What is reached the other way round must be the same, and in sight as well. */
  private void back() {
    Set<Node> reached = new LinkedHashSet<>();
    Node here = fx(scene::getFocusOwner);
    while (reached.add(here) && reached.size() < MOST_STOPS) {
      here = step(true);
      if (!fx(new Stop(here, within)::inSight)) {
        findings.add("not in sight on the way back: " + SceneAudit.describe(here));
      }
    }
    stops.stream()
        .filter(s -> !reached.contains(s) && !arrowed(s, reached))
        .forEach(s -> findings.add("not reached by Shift+Tab: " + SceneAudit.describe(s)));
    reached.stream()
        .filter(s -> !stops.contains(s) && !arrowed(s, stops) && !comesAndGoes(s))
        .forEach(s -> findings.add("reached by Shift+Tab only: " + SceneAudit.describe(s)));
  }

  private Node step(boolean back) {
    if (back) {
      robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
    } else {
      robot.type(KeyCode.TAB);
    }
    settle();
    return fx(scene::getFocusOwner);
  }

  private void missing(Node node) {
    if (!node.isVisible() || node.isDisabled() || node instanceof ScrollBar) {
      return;
    }
    if (actionable(node)) {
      if (!stops.contains(node) && !arrowed(node, stops)) {
        missed.add(node);
      }
      // What is within is the control's own business, but for panes that hold more.
      if (!(node instanceof TabPane)) {
        return;
      }
    }
    if (node instanceof Parent parent && !(node instanceof IndexedCell)) {
      parent.getChildrenUnmodifiable().forEach(this::missing);
    }
  }

  /** A list below a field is gone through from the field, which keeps the caret. */
  private boolean steered(Node node) {
    if (!(node instanceof ListView<?> list) || list.getItems().size() < 2) {
      return false;
    }
    Node field =
        list.getParent().getChildrenUnmodifiable().stream()
            .filter(TextInputControl.class::isInstance)
            .findFirst()
            .orElse(list);
    fx(
        () -> {
          field.requestFocus();
          return null;
        });
    int before = list.getSelectionModel().getSelectedIndex();
    robot.type(KeyCode.DOWN);
    settle();
    return list.getSelectionModel().getSelectedIndex() == before + 1 && field.isFocused();
  }

  /** Of buttons of which one is chosen, Tab stops at one and the arrows go to the others. */
  private static boolean arrowed(Node node, Set<Node> reached) {
    return node instanceof ToggleButton one
        && one.getToggleGroup() != null
        && one.getToggleGroup().getToggles().stream().anyMatch(reached::contains);
  }

  private static boolean actionable(Node node) {
    boolean kind =
        node instanceof ButtonBase
            || node instanceof TextInputControl
            || node instanceof ChoiceBox
            || node instanceof ComboBoxBase
            || node instanceof Slider
            || node instanceof ListView
            || node instanceof TableView
            || node instanceof TreeView
            || node instanceof TreeTableView
            || node instanceof TabPane
            || node instanceof atlantafx.base.controls.ToggleSwitch;
    return kind && ((Control) node).getWidth() > 0 && node.isManaged() && !comesAndGoes(node);
  }

  /** The way to rows that came meanwhile is there only while there are some. */
  private static boolean comesAndGoes(Node node) {
    return node.getStyleClass().contains("follow-pill");
  }

  private static WritableImage picture(Node node) {
    return fx(
        () -> {
          var how = new SnapshotParameters();
          return node.snapshot(how, null);
        });
  }

  private static boolean differs(WritableImage a, WritableImage b) {
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      return true;
    }
    int count = 0;
    var one = a.getPixelReader();
    var other = b.getPixelReader();
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        if (one.getArgb(x, y) != other.getArgb(x, y) && ++count >= SEEN) {
          return true;
        }
      }
    }
    return false;
  }

  private static <T> T fx(Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(20_000, task);
  }

  private static void settle() {
    WaitForAsyncUtils.waitForFxEvents(2);
  }
}
