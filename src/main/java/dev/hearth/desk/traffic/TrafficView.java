package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.filter.Filter;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.layout.Region;

/** The Traffic place as those see it who add to it; used on the JavaFX thread. */
public interface TrafficView {
  /** The chosen exchange's id, empty when none. */
  ReadOnlyObjectProperty<String> chosenProperty();

  /** The filter in force. */
  ReadOnlyObjectProperty<Filter> filterProperty();

  /** Replaces the filter. */
  void filter(String text);

  /** The ids of the rows that pass the filter, in the order they came. */
  List<String> shown();

  /** The id of the exchange that is marked in its row to be compared, empty when none is. */
  StringProperty markedProperty();

  /** Uses an exchange once it is there, with all that is known of it. */
  void withExchange(String id, Consumer<Exchange> use);

  /** Chooses an exchange's row; one that a filter hides is shown without it. */
  void reveal(String id);

  /** Shows a page instead of the table until it is closed or the user goes back. */
  void showPage(Region page);

  /** Shows the table again. */
  void closePage();
}
