package dev.hearth.desk.shell;

import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Esc goes one step back from wherever the keys are. */
final class EscapeKey {
  private final Scene scene;
  private final BooleanSupplier back;

  private EscapeKey(Scene scene, BooleanSupplier back) {
    this.scene = scene;
    this.back = back;
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::passLists);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::stepBack);
  }

  static void on(Scene scene, BooleanSupplier back) {
    new EscapeKey(scene, back);
  }

  /** Lists and tables keep Esc to end editing, which none of ours does. */
  private void passLists(KeyEvent event) {
    Node owner = scene.getFocusOwner();
    boolean list =
        owner instanceof ListView
            || owner instanceof TableView
            || owner instanceof TreeView
            || owner instanceof TreeTableView;
    if (event.getCode() == KeyCode.ESCAPE && list && event.getTarget() == owner) {
      event.consume();
      Event.fireEvent(owner.getParent(), event.copyFor(owner, owner.getParent()));
    }
  }

  private void stepBack(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && back.getAsBoolean()) {
      event.consume();
    }
  }
}
