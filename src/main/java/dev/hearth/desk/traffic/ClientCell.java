package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Origin;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Who asked, after small pictures for what is special about the row. */
final class ClientCell extends TableCell<TrafficRow, ExchangeSummary> {
  private final ObservableStringValue marked;
  private final HBox icons = new HBox();
  private final Tooltip tip = new Tooltip();

  private record Mark(Feather icon, String words) {}

  ClientCell(ObservableStringValue marked) {
    this.marked = marked;
    getStyleClass().add("text-cell");
    icons.getStyleClass().add("row-marks");
    icons.setAlignment(Pos.CENTER);
  }

  @Override
  protected void updateItem(ExchangeSummary s, boolean empty) {
    super.updateItem(s, empty);
    if (empty || s == null) {
      setText("");
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      return;
    }
    setText(s.caller().client());
    List<Mark> marks = found(s, marked.get());
    icons.getChildren().setAll(marks.stream().map(m -> new FontIcon(m.icon())).toList());
    setGraphic(marks.isEmpty() ? null : icons);
    String words = marks(s, marked.get());
    tip.setText(words.isEmpty() ? getText() : getText() + "\n" + words);
    setTooltip(tip);
    setAccessibleText(words.isEmpty() ? getText() : getText() + ", " + words);
  }

  /** The marks in words, for those who hear them; empty when there are none. */
  static String marks(ExchangeSummary s, String marked) {
    return String.join(", ", found(s, marked).stream().map(Mark::words).toList());
  }

  private static List<Mark> found(ExchangeSummary s, String marked) {
    List<Mark> marks = new ArrayList<>(2);
    if (s.id().equals(marked)) {
      marks.add(new Mark(Feather.FLAG, "marked to be compared"));
    }
    if (s.origin() == Origin.REPLAY) {
      marks.add(new Mark(Feather.REPEAT, "replay of another request"));
    } else if (s.origin() == Origin.IMPORT) {
      marks.add(new Mark(Feather.UPLOAD, "imported"));
    }
    if (s.pinned()) {
      marks.add(new Mark(Feather.BOOKMARK, "pinned"));
    }
    return marks;
  }
}
