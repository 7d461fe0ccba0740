package dev.hearth.desk.controls;

import javafx.scene.Node;
import javafx.scene.control.Tab;

/** A tab whose content is in the window only while the tab is in front: the rest costs nothing. */
public final class FrontTab extends Tab {
  /** A tab with a name by which it is remembered. */
  public FrontTab(String id, String title, Node content) {
    super(title);
    setId(id);
    selectedProperty().subscribe(front -> setContent(front ? content : null));
  }
}
