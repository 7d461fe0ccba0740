package dev.hearth.desk.controls;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files dropped from the file manager; nothing is moved, only their paths are told. */
public final class FileDrop {
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop");

  private FileDrop() {}

  /** Takes files dropped anywhere on a window; a node of it is marked while they hover. */
  public static void on(Scene scene, Node marked, Consumer<List<Path>> dropped) {
    scene.addEventHandler(DragEvent.DRAG_OVER, offering());
    scene.addEventHandler(DragEvent.DRAG_DROPPED, taking(dropped));
    scene.addEventFilter(
        DragEvent.DRAG_OVER,
        e -> marked.pseudoClassStateChanged(OVER, e.getDragboard().hasFiles()));
    for (var gone : List.of(DragEvent.DRAG_EXITED, DragEvent.DRAG_DROPPED)) {
      scene.addEventFilter(gone, e -> marked.pseudoClassStateChanged(OVER, false));
    }
  }

  /** Takes files dropped on a part of a window, which is marked while they hover. */
  public static void on(Node node, Consumer<List<Path>> dropped) {
    node.addEventHandler(DragEvent.DRAG_OVER, offering());
    node.addEventHandler(DragEvent.DRAG_DROPPED, taking(dropped));
    node.addEventHandler(DragEvent.DRAG_ENTERED, e -> node.pseudoClassStateChanged(OVER, true));
    node.addEventHandler(DragEvent.DRAG_EXITED, e -> node.pseudoClassStateChanged(OVER, false));
  }

  private static EventHandler<DragEvent> offering() {
    return event -> {
      if (event.getDragboard().hasFiles()) {
        event.acceptTransferModes(TransferMode.LINK, TransferMode.COPY);
        event.consume();
      }
    };
  }

  private static EventHandler<DragEvent> taking(Consumer<List<Path>> dropped) {
    return event -> {
      List<File> files = event.getDragboard().getFiles();
      if (!files.isEmpty()) {
        dropped.accept(files.stream().map(File::toPath).toList());
        event.setDropCompleted(true);
        event.consume();
      }
    };
  }
}
