package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.FilterField;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.compose.ComposePanel;
import dev.hearth.desk.traffic.compose.Courier;
import dev.hearth.desk.traffic.inspect.Inspector;
import dev.hearth.traffic.exchange.Exchange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What passes through the proxy, live: sessions, the table, the inspector, compose. */
public final class TrafficPlace implements Place {
  private static final String SIDEBAR_DIVIDER = "traffic.sidebar";
  private static final double SIDEBAR_SHARE = 0.19;
  private static final String COMPOSE_DIVIDER = "traffic.compose";
  private static final List<String> CHOSEN_ACTIONS =
      List.of("cancel", "replay", "edit", "curl", "mark", "compare", "pin");

  /** Below this, in letters, compose takes the sidebar's room. */
  private static final double ROOM_FOR_ALL = 115;

  private final Pane layer = new Pane();
  private final Sidebar sidebar;
  private final Shell shell;
  private final TrafficModel model;
  private final SavedFilters saved;
  private final TrafficTable table;
  private final FilterField filter;
  private final Inspector inspector;
  private final StackPane lower;
  private final SplitPane columns = new SplitPane();
  private final Pages pages;
  private final TrafficAddition.Parts added;
  private final ComposePanel compose;
  private final List<Action> actions;
  private Subscription detail = Subscription.EMPTY;
  private String watched = "";

  public TrafficPlace(Shell shell) {
    this(shell, TrafficAddition.NONE);
  }

  /** The place with what another part of the desk adds to it. */
  public TrafficPlace(Shell shell, TrafficAddition addition) {
    this.shell = shell;
    this.model =
        new TrafficModel(
            shell.services().feed(),
            shell.services().archive(),
            Clock.systemDefaultZone(),
            Pulse.ofToolkit());
    this.saved = new SavedFilters(shell.state(), new ArchiveShelf(model));
    this.filter = new FilterField(layer, model::completion);
    layer.setPickOnBounds(false);
    this.table = new TrafficTable(model, shell.state());
    this.inspector = new Inspector(shell);
    this.lower = new StackPane(nothingChosen(), inspector);
    inspector.setVisible(false);
    model.filterProperty().bind(filter.filterProperty());
    table.chosenProperty().subscribe(this::choose);
    table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::keys);
    sidebar = new Sidebar(model, saved, filter::setText);
    SplitPane rows = new SplitPane(tableArea(), lower);
    rows.setOrientation(Orientation.VERTICAL);
    Remember.divider(rows, "traffic.inspector", shell.state(), 0.42);
    compose = new ComposePanel(shell, courier(), () -> showCompose(false));
    TrafficActions all = new TrafficActions(shell, model, table, inspector, filter, saved);
    pages = new Pages(columns, table, layer);
    added = addition.addTo(new PlaceView(model, table, filter, all, pages));
    VBox main = new VBox(bar());
    main.getChildren().addAll(added.below());
    main.getChildren().add(grow(rows));
    columns.getItems().setAll(sidebar, main);
    Remember.divider(columns, SIDEBAR_DIVIDER, shell.state(), SIDEBAR_SHARE);
    SplitPane.setResizableWithParent(sidebar, false);
    columns.getStyleClass().add("traffic");
    actions = new ArrayList<>(all.list());
    actions.addAll(composeActions(all));
    actions.addAll(added.actions());
    lower.getChildren().add(toolbar());
    table.setContextMenu(menu());
  }

  @Override
  public String id() {
    return "traffic";
  }

  @Override
  public String title() {
    return "Traffic";
  }

  @Override
  public Ikon icon() {
    return Feather.ACTIVITY;
  }

  @Override
  public Node node() {
    return pages;
  }

  @Override
  public List<Action> actions() {
    return actions;
  }

  @Override
  public List<String> stylesheets() {
    List<String> sheets = new ArrayList<>(added.stylesheets());
    sheets.addFirst("traffic.css");
    return sheets;
  }

  @Override
  public void onShow() {
    table.requestFocus();
  }

  @Override
  public boolean back() {
    if (pages.close()) {
      return true;
    }
    if (filter.isEditing()) {
      table.requestFocus();
      return true;
    }
    if (!table.chosenProperty().get().isEmpty()) {
      table.unchoose();
      table.requestFocus();
      return true;
    }
    return false;
  }

  @Override
  public void close() {
    added.close().run();
    compose.close();
    detail.unsubscribe();
    model.close();
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

  private List<Action> composeActions(TrafficActions all) {
    return List.of(
        Action.of(
                "traffic.compose",
                "Compose a request",
                title(),
                Feather.EDIT_3,
                () -> showCompose(!composing()))
            .on("N", "Shortcut+N"),
        Action.of(
                "traffic.edit",
                "Edit and resend",
                title(),
                Feather.EDIT,
                () ->
                    all.withChosen(
                        e -> {
                          showCompose(true);
                          compose.edit(e);
                        }))
            .on("E")
            .when(all.chosen()));
  }

  private boolean composing() {
    return columns.getItems().contains(compose);
  }

  private void showCompose(boolean open) {
    if (open && !composing()) {
      if (pages.getWidth() / (13 * shell.theme().scale()) < ROOM_FOR_ALL) {
        columns.getItems().remove(sidebar);
      }
      columns.getItems().add(compose);
      SplitPane.setResizableWithParent(compose, false);
      var divider = columns.getDividers().getLast();
      divider.setPosition(shell.state().number(COMPOSE_DIVIDER).orElse(0.7));
      divider
          .positionProperty()
          .subscribe(p -> shell.state().put(COMPOSE_DIVIDER, p.doubleValue()));
    } else if (!open && composing()) {
      columns.getItems().remove(compose);
      if (!columns.getItems().contains(sidebar)) {
        columns.getItems().addFirst(sidebar);
        Remember.divider(columns, SIDEBAR_DIVIDER, shell.state(), SIDEBAR_SHARE);
      }
      table.requestFocus();
    }
    if (open) {
      if (!model.shown().isEmpty()) {
        compose.suggestModel(model.shown().getLast().summary().asked().model());
      }
      compose.focusText();
    }
  }

  /** What can be done with the chosen request, beside its tabs. */
  private HBox toolbar() {
    HBox bar = new ChosenTools(named(a -> CHOSEN_ACTIONS.contains(local(a)))).bar();
    bar.visibleProperty().bind(inspector.visibleProperty());
    StackPane.setAlignment(bar, Pos.TOP_RIGHT);
    return bar;
  }

  private ContextMenu menu() {
    return new ChosenTools(
            named(a -> CHOSEN_ACTIONS.contains(local(a)) || added.ofChosen().contains(a.id())))
        .menu();
  }

  private List<Action> named(Predicate<Action> wanted) {
    return actions.stream().filter(wanted).toList();
  }

  private static String local(Action action) {
    return action.id().substring("traffic.".length());
  }

  private static Node grow(Node node) {
    VBox.setVgrow(node, Priority.ALWAYS);
    return node;
  }

  private HBox bar() {
    HBox.setHgrow(filter, Priority.ALWAYS);
    Label count = new Label();
    count.getStyleClass().addAll("muted", "row-count");
    count.setMinWidth(Label.USE_PREF_SIZE);
    // Listeners, not bindings of bindings: those in the middle are collected as garbage.
    Runnable tell = () -> count.setText(countText());
    model.shown().subscribe(tell);
    model.totalProperty().subscribe(tell);
    model.keptProperty().subscribe(tell);
    tell.run();
    Button older = new Button("Show older");
    older.setId("traffic-older");
    older.getStyleClass().addAll("flat", "small-link");
    older.setMinWidth(Label.USE_PREF_SIZE);
    older.visibleProperty().bind(model.keptProperty().map(KeptMatches::more));
    older.managedProperty().bind(older.visibleProperty());
    older.setOnAction(e -> model.older());
    HBox bar = new HBox(filter, count, older);
    bar.getChildren().addAll(added.bar());
    bar.getStyleClass().addAll("bar", "traffic-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    return bar;
  }

  private String countText() {
    int shown = model.shown().size();
    int total = model.totalProperty().get();
    KeptMatches kept = model.keptProperty().get();
    if (kept.more()) {
      return Amounts.count(shown) + " of " + Amounts.count(Math.max(shown, kept.matching()));
    }
    String all = Amounts.count(total);
    return shown == total
        ? all + (total == 1 ? " request" : " requests")
        : Amounts.count(shown) + " of " + all;
  }

  private StackPane tableArea() {
    Button pill = new Button("", new FontIcon(Feather.ARROW_DOWN));
    pill.getStyleClass().setAll("follow-pill");
    pill.setId("follow-pill");
    pill.textProperty()
        .bind(
            table.unseenProperty().map(n -> n.intValue() == 0 ? "Follow" : n.intValue() + " new"));
    Runnable appear =
        () -> pill.setVisible(!table.followingProperty().get() && !model.shown().isEmpty());
    table.followingProperty().subscribe(appear);
    model.shown().subscribe(appear);
    appear.run();
    pill.setTooltip(new Tooltip("Go to the newest request and stay there"));
    pill.setOnAction(e -> table.follow());
    StackPane.setAlignment(pill, Pos.BOTTOM_CENTER);
    table.setPlaceholder(placeholder());
    return new StackPane(table, pill);
  }

  /** Says why the table is empty, which has two quite different reasons. */
  private Node placeholder() {
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

  private static EmptyState nothingChosen() {
    return new EmptyState(
        Feather.MOUSE_POINTER,
        "Choose a request",
        "Its conversation, attempts, stream, tools, headers and timing appear here. Arrow keys or"
            + " J and K go through the rows.");
  }

  private void choose(String id) {
    if (id.equals(watched)) {
      return;
    }
    detail.unsubscribe();
    if (!watched.isEmpty()) {
      model.unwatch(watched);
    }
    watched = id;
    inspector.setVisible(!id.isEmpty());
    lower.getChildren().getFirst().setVisible(id.isEmpty());
    detail = id.isEmpty() ? Subscription.EMPTY : model.watch(id).subscribe(this::show);
  }

  private void show(Exchange exchange) {
    if (exchange != null && exchange.id().equals(watched)) {
      inspector.show(exchange, model.messagesBefore(exchange.id()));
    }
  }

  private void clicked(MouseEvent event) {
    if (event.getTarget() instanceof Node node && within(node, "attempts-chip")) {
      inspector.open("attempts");
    }
  }

  private static boolean within(Node node, String styleClass) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (n instanceof Chip && n.getStyleClass().contains(styleClass)) {
        return true;
      }
    }
    return false;
  }

  private void keys(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      inspector.requestFocus();
      event.consume();
    } else if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
      inspector.step(event.getCode() == KeyCode.LEFT ? -1 : 1);
      event.consume();
    }
  }
}
