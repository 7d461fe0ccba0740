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
 * Goes round the window by Tab alone and finds what the keys do not reach, and what does not show
 * that it has the focus.
 */
public final class KeyboardWalk {
  /** More stops than any place has; a walk that comes this far goes in no circle. */
  private static final int MOST_STOPS = 300;

  /** Fewer pixels than this changed is nothing a person would see. */
  private static final int SEEN = 12;

  private final FxRobot robot;
  private final Scene scene;
  private final Set<Node> stops = new LinkedHashSet<>();
  private final List<String> findings = new ArrayList<>();

  public KeyboardWalk(FxRobot robot, Scene scene) {
    this.robot = robot;
    this.scene = scene;
  }

  /** Goes round and tells what is wrong. */
  public List<String> walk() {
    robot.type(KeyCode.TAB);
    settle();
    Node here = fx(scene::getFocusOwner);
    WritableImage lit = picture(here);
    while (stops.add(here) && stops.size() < MOST_STOPS) {
      Node left = here;
      WritableImage before = lit;
      robot.type(KeyCode.TAB);
      settle();
      here = fx(scene::getFocusOwner);
      lit = picture(here);
      if (left != here && !differs(before, picture(left))) {
        findings.add("does not show the focus: " + SceneAudit.describe(left));
      }
    }
    back(here);
    fx(
        () -> {
          missing(scene.getRoot());
          return null;
        });
    return findings;
  }

  /** What was stopped at, in order. */
  public List<Node> stops() {
    return List.copyOf(stops);
  }

  private void back(Node here) {
    robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
    settle();
    Node before = fx(scene::getFocusOwner);
    robot.type(KeyCode.TAB);
    settle();
    if (before == here || fx(scene::getFocusOwner) != here) {
      findings.add("Shift+Tab does not lead back from " + SceneAudit.describe(here));
    }
  }

  private void missing(Node node) {
    if (!node.isVisible() || node.isDisabled() || node instanceof ScrollBar) {
      return;
    }
    if (actionable(node)) {
      if (!stops.contains(node) && !arrowed(node)) {
        findings.add("not reached: " + SceneAudit.describe(node));
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

  /** Of buttons of which one is chosen, Tab stops at one and the arrows go to the others. */
  private boolean arrowed(Node node) {
    return node instanceof ToggleButton one
        && one.getToggleGroup() != null
        && one.getToggleGroup().getToggles().stream().anyMatch(t -> stops.contains(t));
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
    return kind
        && ((Control) node).getWidth() > 0
        && node.isManaged()
        && !node.getStyleClass().contains("follow-pill");
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
