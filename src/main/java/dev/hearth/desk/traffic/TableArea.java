package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.FilterField;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Shell;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The table, the way back to its end, and what stands there while it is empty. */
final class TableArea extends StackPane {
  TableArea(Shell shell, TrafficModel model, TrafficTable table, FilterField filter) {
    Button pill = new Button("", new FontIcon(Feather.ARROW_DOWN));
    pill.getStyleClass().setAll("follow-pill");
    pill.setId("follow-pill");
    pill.textProperty()
        .bind(
            table.unseenProperty().map(n -> n.intValue() == 0 ? "Follow" : n.intValue() + " new"));
    pill.visibleProperty().bind(table.awayProperty());
    pill.setTooltip(new Tooltip("Go to the newest request and stay there"));
    pill.setOnAction(e -> table.follow());
    StackPane.setAlignment(pill, Pos.BOTTOM_CENTER);
    table.setPlaceholder(placeholder(shell, model, filter));
    getChildren().addAll(table, pill);
    getStyleClass().add("table-area");
    setMinWidth(0);
  }

  /** Says why the table is empty, which has two quite different reasons. */
  private static Node placeholder(Shell shell, TrafficModel model, FilterField filter) {
    Label url = new Label();
    url.getStyleClass().addAll("mono", "code-pill");
    shell
        .services()
        .proxy()
        .status()
        .watch(p -> FxThread.run(() -> url.setText(p.url().isEmpty() ? "the proxy" : p.url())));
    Button compose = new Button("Compose a request", new FontIcon(Feather.EDIT_3));
    compose.setOnAction(e -> shell.actions().byId("traffic.compose").ifPresent(Action::perform));
    EmptyState none =
        new EmptyState(
            Feather.ACTIVITY,
            "Nothing has passed through yet",
            "Point a client at the address below, and each request appears here at its first"
                + " byte.",
            url,
            compose);
    Button clear = new Button("Clear the filter");
    clear.setOnAction(
        e -> {
          filter.setText("");
          model.scopeProperty().set(new Scope.All());
        });
    EmptyState filtered =
        new EmptyState(Feather.FILTER, "Nothing matches", "No request passes this filter.", clear);
    none.visibleProperty().bind(model.totalProperty().map(n -> n.intValue() == 0));
    filtered.visibleProperty().bind(none.visibleProperty().not());
    return new StackPane(none, filtered);
  }
}
