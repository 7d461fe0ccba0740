package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FxThread;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The layer above the window for one panel at a time; Esc or a click beside it closes it. */
public final class Overlay extends StackPane {
  private final Region scrim = new Region();
  private Node before;
  private Runnable onClose = () -> {};

  public Overlay() {
    getStyleClass().add("overlay");
    scrim.getStyleClass().add("scrim");
    scrim.setOnMouseClicked(e -> close());
    setVisible(false);
    setPickOnBounds(false);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            close();
            e.consume();
          }
        });
  }

  /** Shows a panel over the window instead of the one shown before. */
  public void show(Region panel, Pos where, Runnable whenClosed) {
    FxThread.check();
    if (!isVisible() && getScene() != null) {
      before = getScene().getFocusOwner();
    }
    onClose.run();
    onClose = whenClosed;
    StackPane.setAlignment(panel, where);
    panel.setMaxHeight(Region.USE_PREF_SIZE);
    panel.setMaxWidth(Region.USE_PREF_SIZE);
    getChildren().setAll(scrim, panel);
    setVisible(true);
    panel.requestFocus();
  }

  /** Shows a panel in the middle. */
  public void show(Region panel) {
    show(panel, Pos.CENTER, () -> {});
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
    if (before != null && before.getScene() != null) {
      before.requestFocus();
    }
  }
}
