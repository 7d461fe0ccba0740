package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Clips;
import dev.hearth.desk.controls.FilterField;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.ColumnActions;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.inspect.Inspector;
import dev.hearth.traffic.exchange.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the traffic, by key, palette or menu. */
final class TrafficActions {
  private static final String GROUP = "Traffic";

  private final Shell shell;
  private final TrafficModel model;
  private final TrafficTable table;
  private final Inspector inspector;
  private final FilterField filter;
  private final SavedFilters saved;
  private final ObservableBooleanValue chosen;
  private final ObservableBooleanValue filtering;
  private final BooleanProperty running = new SimpleBooleanProperty();
  private Subscription phase = Subscription.EMPTY;

  TrafficActions(
      Shell shell,
      TrafficModel model,
      TrafficTable table,
      Inspector inspector,
      FilterField filter,
      SavedFilters saved) {
    this.shell = shell;
    this.model = model;
    this.table = table;
    this.inspector = inspector;
    this.filter = filter;
    this.saved = saved;
    this.chosen =
        Bindings.createBooleanBinding(
            () -> !table.chosenProperty().get().isEmpty(), table.chosenProperty());
    this.filtering =
        Bindings.createBooleanBinding(
            () -> !filter.filterProperty().get().empty(), filter.filterProperty());
    ColumnActions columns = new ColumnActions("traffic", "requests", GROUP);
    shell.actions().addSource(() -> columns.of(table));
    table.chosenProperty().subscribe(this::watchPhase);
  }

  /** Only what runs can be cancelled. */
  private void watchPhase(String id) {
    phase.unsubscribe();
    running.set(false);
    phase =
        model
            .row(id)
            .map(r -> r.summaryProperty().subscribe(s -> running.set(s.phase().live())))
            .orElse(Subscription.EMPTY);
  }

  /** Whether a request is chosen. */
  ObservableBooleanValue chosen() {
    return chosen;
  }

  List<Action> list() {
    return List.of(
        of("filter", "Filter the traffic", Feather.FILTER, filter::focusField).on("Shortcut+F"),
        of("next", "Next request", Feather.CHEVRON_DOWN, () -> table.step(1)).on("J"),
        of("previous", "Previous request", Feather.CHEVRON_UP, () -> table.step(-1)).on("K"),
        of("follow", "Follow the newest request", Feather.ARROW_DOWN, table::follow).on("G"),
        of("search", "Search in the body", Feather.SEARCH, inspector::openSearch).on("/"),
        of("save-filter", "Save the filter", Feather.BOOKMARK, this::saveFilter)
            .on("Shortcut+S")
            .when(filtering),
        of("clear", "Clear the view", Feather.SLASH, model::clear).on("Shortcut+L"),
        of("cancel", "Cancel the request", Feather.X_CIRCLE, this::cancel).on("X").when(running),
        of("curl", "Copy as cURL", Feather.TERMINAL, () -> withChosen(this::copyCurl))
            .on("C")
            .when(chosen),
        of("older", "Show older requests", Feather.CHEVRONS_UP, model::older).on("Shift+G"),
        of("pin", "Pin or unpin the request", Feather.BOOKMARK, this::pin).on("P").when(chosen));
  }

  private static Action of(String id, String title, Feather icon, Runnable run) {
    return Action.of("traffic." + id, title, GROUP, icon, run);
  }

  private void saveFilter() {
    String text = filter.text();
    saved.add(text, text);
    shell.notices().info("Filter saved", text);
  }

  private void cancel() {
    String id = table.chosenProperty().get();
    if (!shell.services().proxy().cancel(id)) {
      shell.notices().info("Nothing to cancel", "The request was over already.");
    }
  }

  private void copyCurl(Exchange exchange) {
    Clips.copy(CurlCommand.of(exchange, shell.services().proxy().status().now().url()));
    shell.notices().info("Copied", "The request is on the clipboard as a cURL command.");
  }

  private void pin() {
    table
        .chosenRow()
        .or(() -> model.row(table.chosenProperty().get()))
        .ifPresent(r -> model.pin(r.id(), !r.summary().pinned()));
  }

  /** Uses the chosen exchange once it is there. */
  void withChosen(Consumer<Exchange> use) {
    Optional<Exchange> shown =
        inspector.shown().filter(e -> e.id().equals(table.chosenProperty().get()));
    shown.ifPresentOrElse(use, () -> withExchange(table.chosenProperty().get(), use));
  }

  /** Uses an exchange once it is there. */
  void withExchange(String id, Consumer<Exchange> use) {
    ObservableValue<Exchange> value = model.watch(id);
    Consumer<Exchange> once =
        e -> {
          model.unwatch(id);
          use.accept(e);
        };
    if (value.getValue() != null) {
      once.accept(value.getValue());
      return;
    }
    value.addListener(
        new ChangeListener<>() {
          @Override
          public void changed(ObservableValue<? extends Exchange> v, Exchange old, Exchange now) {
            value.removeListener(this);
            once.accept(now);
          }
        });
  }
}
