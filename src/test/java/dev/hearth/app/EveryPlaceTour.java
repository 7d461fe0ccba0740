package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.settings.BackendSettings;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;

/**
 * Every place and tab, light and dark, at the sizes that count; the pictures are for looking at.
 */
class EveryPlaceTour extends DeskTour {
  private static final List<String> STRIP =
      List.of("#strip-state", "#strip-model", ".strip-memory", ".strip-url");

  @Test
  void everyPlaceAndTab() throws Exception {
    openDesk(s -> known(s, BackendSettings.Source.PRACTICE, ""));
    desk.home().proxyHost().start();
    address();
    perform("shell.place.traffic");
    shoot("all-traffic-empty");
    send("Please read the file. practice:unknown-tool");
    until(() -> !table().getItems().isEmpty());
    shootAll("all-compose");
    perform("traffic.compose");
    chooseRow(0);
    until(() -> tabs().isVisible());
    shootAll("all-attempts");
    everyTab(() -> shoot("all-" + fx(this::tabInFront)));
    for (var place : List.of("models", "connect")) {
      if (window.shell().actions().byId("shell.place." + place).isPresent()) {
        perform("shell.place." + place);
        shootAll("all-" + place);
      }
    }
  }

  @Test
  void smallAndLargeLettersHoldTheStrip() throws Exception {
    openDesk(s -> known(s, BackendSettings.Source.PRACTICE, ""));
    desk.home().proxyHost().start();
    address();
    for (var place : List.of("traffic", "connect")) {
      perform("shell.place." + place);
      for (int zoom : new int[] {100, 200}) {
        resize(1024, 700);
        zoom(zoom);
        shoot("small-" + place + "-" + zoom);
        assertThat(overlaps()).as("at %d %%", zoom).isEmpty();
      }
      zoom(100);
    }
  }

  private List<String> overlaps() {
    return fx(
        () ->
            STRIP.stream()
                .flatMap(a -> STRIP.stream().filter(b -> b.compareTo(a) > 0 && meet(a, b)))
                .toList());
  }

  private boolean meet(String a, String b) {
    Node one = scene().lookup(a);
    Node other = scene().lookup(b);
    return one != null
        && other != null
        && shown(one)
        && shown(other)
        && inner(one).intersects(inner(other));
  }

  private static boolean shown(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return node.getLayoutBounds().getWidth() > 0;
  }

  /** Without the edge, where neighbours may touch. */
  private static Bounds inner(Node node) {
    Bounds b = node.localToScene(node.getLayoutBounds());
    return new javafx.geometry.BoundingBox(
        b.getMinX() + 1, b.getMinY(), Math.max(0, b.getWidth() - 2), b.getHeight());
  }
}
