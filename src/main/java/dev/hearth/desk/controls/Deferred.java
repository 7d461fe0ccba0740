package dev.hearth.desk.controls;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

/**
 * Holds a part of a place back until some pulses after the place has come to the front, so that no
 * single pulse has to dress and lay out all of it; what leaves the window with the place comes back
 * the same way. Room for it is kept by the style sheet or by a divider.
 */
public final class Deferred extends StackPane {
  private final Node content;
  private final int pulses;
  private final Pulse pulse;

  /** Holds the content back for so many pulses. */
  public Deferred(Node content, int pulses) {
    this.content = content;
    this.pulses = pulses;
    this.pulse = Pulse.ofToolkit();
    sceneProperty().subscribe((was, now) -> moved(now));
  }

  private void moved(Scene now) {
    getChildren().clear();
    if (now != null) {
      wait(now, pulses);
    }
  }

  private void wait(Scene scene, int left) {
    pulse.next(
        () -> {
          if (getScene() != scene || !getChildren().isEmpty()) {
            return;
          }
          if (left > 1) {
            wait(scene, left - 1);
          } else {
            getChildren().setAll(content);
          }
        });
  }
}
