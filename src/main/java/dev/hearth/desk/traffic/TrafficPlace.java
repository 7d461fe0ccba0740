package dev.hearth.desk.traffic;

import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.Deferred;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.FilterField;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.theme.Theme;
import dev.hearth.desk.traffic.inspect.Inspector;
import dev.hearth.traffic.exchange.Exchange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
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

/** What passes through the proxy, live: sessions, the table, the inspector, compose. */
public final class TrafficPlace implements Place {
  private static final List<String> CHOSEN_ACTIONS =
      List.of("cancel", "replay", "edit", "curl", "mark", "compare", "pin");

  /** Pixels of a letter at normal size. */
  private static final double LETTER = 13;

  /** Letters of width that all tabs and all tools need beside each other. */
  private static final double ROOM_FOR_TOOLS = 65;

  private final Pane layer = new Pane();
  private final TrafficModel model;
  private final TrafficTable table;
  private final FilterField filter;
  private final Inspector inspector;
  private final LinksBar links;
  private final StackPane lower;
  private final SplitPane columns = new SplitPane();
  private final Pages pages;
  private final TrafficAddition.Parts added;
  private final ComposeSide compose;
  private final List<Action> actions;
  private Subscription detail = Subscription.EMPTY;
  private String watched = "";

  public TrafficPlace(Shell shell) {
    this(shell, TrafficAddition.NONE);
  }

  /** The place with what another part of the desk adds to it. */
  public TrafficPlace(Shell shell, TrafficAddition addition) {
    this.model =
        new TrafficModel(
            shell.services().feed(),
            shell.services().archive(),
            Clock.systemDefaultZone(),
            Pulse.ofToolkit());
    SavedFilters saved = new SavedFilters(shell.state(), new ArchiveShelf(model));
    this.filter = new FilterField(layer, model::completion);
    layer.setPickOnBounds(false);
    this.table = new TrafficTable(model, shell.state(), shell.theme());
    this.inspector = new Inspector(shell);
    StackPane tabs = new StackPane(inspector);
    VBox detailed = new VBox(grow(tabs));
    detailed.visibleProperty().bind(inspector.visibleProperty());
    this.lower = new StackPane(nothingChosen(), detailed);
    inspector.setVisible(false);
    // What is not shown asks for no room, and what is shown scrolls.
    lower.setMinSize(0, 0);
    model.filterProperty().bind(filter.filterProperty());
    table.chosenProperty().subscribe(this::choose);
    table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::keys);
    Deferred sidebar = new Deferred(new Sidebar(model, saved, filter::setText), 1);
    sidebar.getStyleClass().add("sidebar-room");
    SplitPane rows =
        new SplitPane(new TableArea(shell, model, table, filter), new Deferred(lower, 2));
    rows.setOrientation(Orientation.VERTICAL);
    Remember.divider(rows, "traffic.inspector", shell.state(), 0.42);
    TrafficActions all = new TrafficActions(shell, model, table, inspector, filter, saved);
    pages = new Pages(columns, table, layer);
    PlaceView view = new PlaceView(model, table, filter, all, pages);
    links = new LinksBar(shell, model, view::reveal, view::filter);
    detailed.getChildren().addFirst(links);
    model.replays().versionProperty().subscribe(this::showLinks);
    added = addition.addTo(view);
    VBox main = new VBox(new RowsBar(model, filter, added.bar()));
    main.getChildren().addAll(added.below());
    main.getChildren().add(grow(rows));
    main.setMinWidth(0);
    columns.getItems().setAll(sidebar, main);
    compose = new ComposeSide(shell, model, table, columns, sidebar);
    columns.getStyleClass().add("traffic");
    actions = new ArrayList<>(all.list());
    actions.addAll(compose.actions(all, title()));
    actions.addAll(added.actions());
    tabs.getChildren().add(toolbar(shell.theme()));
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

  /** What can be done with the chosen request, beside its tabs; one button where it is narrow. */
  private HBox toolbar(Theme theme) {
    ChosenTools tools = new ChosenTools(named(a -> CHOSEN_ACTIONS.contains(local(a))));
    HBox bar = tools.bar();
    MenuButton more = tools.more();
    bar.getChildren().add(more);
    Runnable fit =
        () -> {
          boolean narrow = lower.getWidth() / (LETTER * theme.scale()) < ROOM_FOR_TOOLS;
          bar.getChildren().forEach(n -> shown(n, narrow == (n == more)));
          for (Node part : List.of(inspector, bar)) {
            part.getStyleClass().removeAll("narrow");
            if (narrow) {
              part.getStyleClass().add("narrow");
            }
          }
        };
    lower.widthProperty().subscribe(() -> FxThread.later(fit));
    theme.appearanceProperty().subscribe(() -> FxThread.later(fit));
    bar.visibleProperty().bind(inspector.visibleProperty());
    StackPane.setAlignment(bar, Pos.TOP_RIGHT);
    return bar;
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private ContextMenu menu() {
    return new ChosenTools(
            named(a -> CHOSEN_ACTIONS.contains(local(a)) || added.ofChosen().contains(a.id())))
        .menu();
  }

  /** The usual ones in their order, then the others. */
  private List<Action> named(Predicate<Action> wanted) {
    return actions.stream()
        .filter(wanted)
        .sorted(Comparator.comparingInt(a -> rank(local(a))))
        .toList();
  }

  private static int rank(String action) {
    int at = CHOSEN_ACTIONS.indexOf(action);
    return at < 0 ? CHOSEN_ACTIONS.size() : at;
  }

  private static String local(Action action) {
    return action.id().substring("traffic.".length());
  }

  private static Node grow(Node node) {
    VBox.setVgrow(node, Priority.ALWAYS);
    return node;
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
      links.show(exchange.summary());
    }
  }

  private void showLinks() {
    inspector.shown().filter(e -> e.id().equals(watched)).ifPresent(e -> links.show(e.summary()));
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
