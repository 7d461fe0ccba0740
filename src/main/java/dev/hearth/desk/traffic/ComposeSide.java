package dev.hearth.desk.traffic;

import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.compose.ComposePanel;
import dev.hearth.desk.traffic.compose.Courier;
import dev.hearth.traffic.exchange.Exchange;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import org.kordamp.ikonli.feather.Feather;

/** Compose at the right of the columns; where there is little room, in the sidebar's stead. */
final class ComposeSide {
  private static final String SIDEBAR_DIVIDER = "traffic.sidebar";
  private static final double SIDEBAR_SHARE = 0.19;
  private static final String COMPOSE_DIVIDER = "traffic.compose";

  /** Below this, in letters, compose takes the sidebar's room. */
  private static final double ROOM_FOR_ALL = 115;

  private static final int HTTP_OK = 200;

  private final Shell shell;
  private final TrafficModel model;
  private final TrafficTable table;
  private final SplitPane columns;
  private final Node sidebar;
  private final ComposePanel compose;
  private final Runnable sidebarBack;

  /** Takes columns of which the first is the sidebar. */
  ComposeSide(
      Shell shell, TrafficModel model, TrafficTable table, SplitPane columns, Node sidebar) {
    this.shell = shell;
    this.model = model;
    this.table = table;
    this.columns = columns;
    this.sidebar = sidebar;
    compose = new ComposePanel(shell, courier(), () -> show(false));
    SplitPane.setResizableWithParent(sidebar, false);
    sidebarBack = Remember.divider(columns, SIDEBAR_DIVIDER, shell.state(), SIDEBAR_SHARE);
  }

  void close() {
    compose.close();
  }

  List<Action> actions(TrafficActions all, String title) {
    return List.of(
        Action.of(
                "traffic.compose",
                "Compose a request",
                title,
                Feather.EDIT_3,
                () -> show(!isOpen()))
            .on("N", "Shortcut+N"),
        Action.of(
                "traffic.practise",
                "Let the practice model call a tool wrongly",
                title,
                Feather.BOOK_OPEN,
                () -> {
                  show(true);
                  compose.practise();
                })
            .when(compose.practising()),
        Action.of(
                "traffic.edit",
                "Edit and resend",
                title,
                Feather.EDIT,
                () ->
                    all.withChosen(
                        e -> {
                          show(true);
                          compose.edit(e);
                        }))
            .on("E")
            .when(all.chosen()));
  }

  private boolean isOpen() {
    return columns.getItems().contains(compose);
  }

  private void show(boolean open) {
    if (open && !isOpen()) {
      if (columns.getWidth() / (13 * shell.theme().scale()) < ROOM_FOR_ALL) {
        columns.getItems().remove(sidebar);
      }
      columns.getItems().add(compose);
      SplitPane.setResizableWithParent(compose, false);
      var divider = columns.getDividers().getLast();
      divider.setPosition(shell.state().number(COMPOSE_DIVIDER).orElse(0.7));
      divider
          .positionProperty()
          .subscribe(p -> shell.state().put(COMPOSE_DIVIDER, p.doubleValue()));
    } else if (!open && isOpen()) {
      columns.getItems().remove(compose);
      if (!columns.getItems().contains(sidebar)) {
        columns.getItems().addFirst(sidebar);
        sidebarBack.run();
      }
      table.requestFocus();
    }
    if (open) {
      lastAnswered().ifPresent(compose::suggestModel);
      compose.focusText();
    }
  }

  private Optional<String> lastAnswered() {
    return model.shown().reversed().stream()
        .map(TrafficRow::summary)
        .filter(s -> s.status() == HTTP_OK)
        .map(s -> s.asked().model())
        .filter(name -> !name.isBlank())
        .findFirst();
  }

  private Courier courier() {
    return new Courier() {
      @Override
      public ObservableValue<Exchange> exchangeMarked(String mark) {
        return model.exchangeMarked(mark);
      }

      @Override
      public void forget(String mark) {
        model.forgetMark(mark);
      }

      @Override
      public void reveal(String exchange) {
        model.row(exchange).ifPresent(table::choose);
      }
    };
  }
}
