package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.FilterField;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.filter.Filter;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.layout.Region;

/** The place as additions see it. */
record PlaceView(
    TrafficModel model, TrafficTable table, FilterField field, TrafficActions actions, Pages pages)
    implements TrafficView {
  @Override
  public ReadOnlyObjectProperty<String> chosenProperty() {
    return table.chosenProperty();
  }

  @Override
  public ReadOnlyObjectProperty<Filter> filterProperty() {
    return field.filterProperty();
  }

  @Override
  public void filter(String text) {
    pages.close();
    field.setText(text);
  }

  @Override
  public List<String> shown() {
    return model.shown().stream().map(TrafficRow::id).toList();
  }

  @Override
  public StringProperty markedProperty() {
    return model.markedProperty();
  }

  @Override
  public void withExchange(String id, Consumer<Exchange> use) {
    actions.withExchange(id, use);
  }

  @Override
  public void reveal(String id) {
    pages.close();
    if (model.row(id).filter(TrafficRow::matches).isPresent()) {
      model.row(id).ifPresent(table::choose);
    } else {
      field.setText("id:=" + id);
    }
  }

  @Override
  public void showPage(Region page) {
    pages.show(page);
  }

  @Override
  public void closePage() {
    pages.close();
  }
}
