package dev.hearth.desk.tour;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;

/**
 * Files let go over the window, as the system's file manager would; there is none without a
 * display.
 */
public final class DroppedFiles {
  private DroppedFiles() {}

  /** Hovers over a node and lets go. */
  public static void on(Node node, List<Path> files) throws ReflectiveOperationException {
    Dragboard board = board(files);
    for (EventType<DragEvent> type : List.of(DragEvent.DRAG_OVER, DragEvent.DRAG_DROPPED)) {
      Event.fireEvent(
          node,
          new DragEvent(
              type, board, 1, 1, 1, 1, TransferMode.COPY, null, node, new PickResult(node, 1, 1)));
    }
  }

  private static Dragboard board(List<Path> files) throws ReflectiveOperationException {
    Class<?> kind = Class.forName("com.sun.javafx.tk.TKClipboard");
    Object held =
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "hasContent" -> DataFormat.FILES.equals(args[0]);
                  case "getContent" ->
                      DataFormat.FILES.equals(args[0])
                          ? files.stream().map(Path::toFile).toList()
                          : null;
                  case "getContentTypes" -> Set.of(DataFormat.FILES);
                  case "getTransferModes" -> EnumSet.allOf(TransferMode.class);
                  default -> method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                });
    Constructor<Dragboard> make = Dragboard.class.getDeclaredConstructor(kind);
    make.setAccessible(true);
    return make.newInstance(held);
  }
}
