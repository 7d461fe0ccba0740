package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FocusReturn;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.Pulse;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * The layer above the window for one panel at a time; Esc or a click beside it closes it. The keys
 * stay within the panel: Tab goes round in it, and what takes the focus away below loses it again.
 */
public final class Overlay extends StackPane {
  private final Region scrim = new Region();

  /** What stands before and after the panel's controls, where Tab turns round. */
  private final Region top = edge();

  private final Region bottom = edge();
  private final Pulse pulse = Pulse.ofToolkit();
  private Region panel;
  private final FocusReturn before = new FocusReturn();
  private Runnable onClose = () -> {};

  public Overlay() {
    getStyleClass().add("overlay");
    scrim.getStyleClass().add("scrim");
    scrim.setOnMouseClicked(e -> close());
    setVisible(false);
    setPickOnBounds(false);
    addEventFilter(KeyEvent.KEY_PRESSED, this::tab);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            close();
            e.consume();
          }
        });
    sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(owner -> focusMoved());
  }

  /** Shows a panel over the window instead of the one shown before. */
  public void show(Region next, Pos where, Runnable whenClosed) {
    FxThread.check();
    if (!isVisible()) {
      before.remember(this);
    }
    onClose.run();
    onClose = whenClosed;
    panel = next;
    StackPane.setAlignment(panel, where);
    panel.setMaxHeight(Region.USE_PREF_SIZE);
    panel.setMaxWidth(Region.USE_PREF_SIZE);
    getChildren().setAll(scrim, top, panel, bottom);
    setVisible(true);
    enter();
  }

  /** Shows a panel in the middle. */
  public void show(Region next) {
    show(next, Pos.CENTER, () -> {});
  }

  /** Whether a panel is shown. */
  public boolean isOpen() {
    return isVisible();
  }

  /** Takes the panel away and gives the focus back to who had it. */
  public void close() {
    if (!isVisible()) {
      return;
    }
    setVisible(false);
    getChildren().clear();
    onClose.run();
    onClose = () -> {};
    before.giveBack();
  }

  private static Region edge() {
    Region edge = new Region();
    edge.setManaged(false);
    edge.setFocusTraversable(true);
    return edge;
  }

  /** The first control takes the focus; a panel without any takes it itself, or Esc had no way. */
  private void enter() {
    from(top, TraversalDirection.NEXT);
    Node given = getScene().getFocusOwner();
    // What scrolls has its content in the window only once it has its skin, a pulse from now.
    pulse.next(
        () ->
            pulse.next(
                () -> {
                  if (isVisible() && getScene().getFocusOwner() == given) {
                    from(top, TraversalDirection.NEXT);
                  }
                }));
  }

  private void from(Region edge, TraversalDirection way) {
    edge.requestFocus();
    edge.requestFocusTraversal(way);
    if (!hasFocus()) {
      panel.requestFocus();
    }
  }

  /** Texts would write a tab or keep it; in a panel it always leads on. */
  private void tab(KeyEvent event) {
    if (event.getCode() != KeyCode.TAB || !isVisible()) {
      return;
    }
    event.consume();
    boolean back = event.isShiftDown();
    TraversalDirection way = back ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT;
    getScene().getFocusOwner().requestFocusTraversal(way);
    if (!hasFocus()) {
      from(back ? bottom : top, way);
    }
  }

  private void focusMoved() {
    if (isVisible() && !hasFocus()) {
      // After others had their say, so that the keys stay near what went away in the panel.
      FxThread.later(() -> FxThread.later(this::comeBack));
    }
  }

  private void comeBack() {
    if (isVisible() && !hasFocus()) {
      enter();
    }
  }

  private boolean hasFocus() {
    return FocusReturn.holds(panel, getScene().getFocusOwner());
  }
}
