package dev.hearth.desk.connect;

import dev.hearth.desk.controls.FxThread;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/**
 * Scrolls just far enough to show a card that has grown, its beginning rather than its end. Lines
 * wrap over several layouts, so the card is followed until the user does something.
 */
final class RevealedCard {
  /** What is left free around the card. */
  private static final double BREATH = 12;

  private final ScrollPane scroll;
  private final Region content;
  private Node card;

  RevealedCard(ScrollPane scroll, Region content) {
    this.scroll = scroll;
    this.content = content;
    content.heightProperty().addListener(o -> FxThread.later(this::show));
    scroll.viewportBoundsProperty().addListener(o -> FxThread.later(this::show));
    scroll.addEventFilter(ScrollEvent.SCROLL, e -> card = null);
    scroll.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> card = null);
    scroll.addEventFilter(KeyEvent.KEY_PRESSED, e -> card = null);
  }

  void reveal(Node grown) {
    card = grown;
    FxThread.later(this::show);
  }

  /** Nothing is followed any more. */
  void forget() {
    card = null;
  }

  private void show() {
    if (card == null || card.getScene() == null || card.getScene().getWindow() == null) {
      return;
    }
    content.applyCss();
    content.layout();
    Bounds place = content.sceneToLocal(card.localToScene(card.getLayoutBounds()));
    double window = scroll.getViewportBounds().getHeight();
    double spare = content.getHeight() - window;
    if (spare <= 0) {
      return;
    }
    double top = scroll.getVvalue() * spare;
    double least = Math.min(place.getMaxY() + BREATH - window, place.getMinY() - BREATH);
    double most = Math.max(0, place.getMinY() - BREATH);
    scroll.setVvalue(Math.clamp(Math.clamp(top, least, most) / spare, 0, 1));
  }
}
