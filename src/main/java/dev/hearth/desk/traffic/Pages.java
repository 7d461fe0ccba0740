package dev.hearth.desk.traffic;

import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The table, or for a while a page instead of it. */
final class Pages extends StackPane {
  private final Node usual;
  private final Node focus;
  private Region page;

  Pages(Node usual, Node focus, Node layer) {
    this.usual = usual;
    this.focus = focus;
    getChildren().addAll(usual, layer);
  }

  void show(Region next) {
    close();
    page = next;
    usual.setVisible(false);
    getChildren().add(1, page);
    page.requestFocus();
    // On to its first control, which shows that it has the keys.
    page.requestFocusTraversal(TraversalDirection.NEXT);
  }

  /** Shows the table again; false when it was shown. */
  boolean close() {
    if (page == null) {
      return false;
    }
    getChildren().remove(page);
    page = null;
    usual.setVisible(true);
    focus.requestFocus();
    return true;
  }
}
