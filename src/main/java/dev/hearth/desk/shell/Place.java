package dev.hearth.desk.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/** One of the few places of the window. Delete its package and the rest still stands. */
public interface Place {
  /** Stable name, used for what is remembered: "traffic". */
  String id();

  /** What the rail says. */
  String title();

  /** The rail's picture. */
  Ikon icon();

  /** The place itself; always the same node. */
  Node node();

  /** What can be done here; in force while the place is shown, findable always. */
  List<Action> actions();

  /** Style sheets of {@code assets/css} that belong to this place. */
  default List<String> stylesheets() {
    return List.of();
  }

  /** The place has come to the front; it should put the focus where work goes on. */
  default void onShow() {}

  /** The place is left. */
  default void onHide() {}

  /** Goes one step back within the place; false when there is none. */
  default boolean back() {
    return false;
  }

  /** Takes files dropped anywhere on the window; false when they are nothing to it. */
  default boolean drop(List<Path> files) {
    return false;
  }

  /** Releases what the place holds; the window is closing. */
  default void close() {}
}
