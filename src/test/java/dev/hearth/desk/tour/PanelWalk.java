package dev.hearth.desk.tour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Opens a panel over the window by key, goes round in it, closes it by Esc, and tells what is
 * wrong: the keys left it, a control was not reached or not seen, Esc did not close it, or the
 * focus did not come back to where it was.
 */
public final class PanelWalk {
  private final FxRobot robot;
  private final Scene scene;
  private final List<String> findings = new ArrayList<>();

  public PanelWalk(FxRobot robot, Scene scene) {
    this.robot = robot;
    this.scene = scene;
  }

  /** Goes through a panel; {@code open} is what shows it, the selector is its own. */
  public PanelWalk through(String selector, Runnable open) {
    Node before = fx(scene::getFocusOwner);
    opened(selector, open);
    walk(selector);
    closed(selector, before);
    return this;
  }

  /** Opens a panel and looks at what has the focus then. */
  public void opened(String selector, Runnable open) {
    open.run();
    until(() -> shown(selector));
    settle();
    Node panel = fx(() -> scene.lookup(selector));
    Node here = fx(scene::getFocusOwner);
    if (here == panel || !within(here, panel)) {
      say(selector, "opens with the focus on " + SceneAudit.describe(here));
    }
    if (!fx(() -> new Stop(here, panel).inSight())) {
      say(selector, "opens with the focus out of sight");
    }
  }

  /** Goes round in a panel as it is now. */
  public void walk(String selector) {
    new KeyboardWalk(robot, scene, fx(() -> scene.lookup(selector)))
        .walk()
        .forEach(f -> say(selector, f));
  }

  /** Closes a panel by Esc and looks where the focus went. */
  public void closed(String selector, Node before) {
    robot.type(KeyCode.ESCAPE);
    until(() -> !shown(selector));
    settle();
    Node after = fx(scene::getFocusOwner);
    if (after != before) {
      say(selector, "gives the focus to " + SceneAudit.describe(after));
    }
  }

  /** What was wrong. */
  public List<String> findings() {
    return List.copyOf(findings);
  }

  private void say(String selector, String what) {
    findings.add(selector + ": " + what);
  }

  private boolean shown(String selector) {
    Node node = scene.lookup(selector);
    return node != null && node.isVisible();
  }

  private static boolean within(Node node, Node panel) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (n == panel) {
        return true;
      }
    }
    return false;
  }

  private static void until(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> fx(condition));
  }

  private static <T> T fx(Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(20_000, task);
  }

  private static void settle() {
    WaitForAsyncUtils.waitForFxEvents(3);
  }
}
