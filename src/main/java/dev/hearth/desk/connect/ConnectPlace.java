package dev.hearth.desk.connect;

import dev.hearth.clients.ClientCatalog;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.services.ClientSetup;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.Watch;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Place;
import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.Shell;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Where programs are pointed at this proxy. */
public final class ConnectPlace implements Place {
  /** The list's share of the width on a new user's window. */
  private static final double FIRST_DIVIDER = 0.24;

  /** Below this height at 100 % the list would be left with a few rows. */
  private static final double LEAST_HEIGHT = 520;

  private final Shell shell;
  private final ConnectModel model;
  private final ClientList list;
  private final Map<ClientModel, ClientPage> pages = new HashMap<>();
  private final ValuesBar values;
  private final VBox front = new VBox();
  private final ScrollPane scroll = new ScrollPane(front);
  private final RevealedCard revealed = new RevealedCard(scroll, front);
  private final StackPane notice = new StackPane();
  private final VBox node;
  private final List<Action> actions;
  private final Watch proxy;

  /**
   * A place for one window.
   *
   * @param shell what the window lends
   * @param catalog the clients there are
   * @param setup does the work
   * @param threads where it is done
   * @param clock for "seen 2 min ago"
   * @param home the user's home, where clients are launched until another folder is chosen
   */
  public ConnectPlace(
      Shell shell,
      ClientCatalog catalog,
      ClientSetup setup,
      Threads threads,
      InstantSource clock,
      Path home) {
    this.shell = shell;
    this.model = new ConnectModel(catalog, setup, threads, shell.state(), clock, home);
    this.list = new ClientList(model);
    this.values = new ValuesBar(model.values());
    this.actions = makeActions();
    this.node = build();
    model.selectedProperty().subscribe(this::open);
    proxy = shell.services().proxy().status().watch(s -> threads.fx().execute(() -> tell(s)));
  }

  @Override
  public String id() {
    return "connect";
  }

  @Override
  public String title() {
    return "Connect";
  }

  @Override
  public Ikon icon() {
    return Feather.LINK;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public List<Action> actions() {
    return actions;
  }

  @Override
  public List<String> stylesheets() {
    return List.of("cards.css", "connect.css");
  }

  @Override
  public void onShow() {
    model.refreshTimes();
    list.focusList();
  }

  @Override
  public boolean back() {
    if (model.selectedProperty().get().write().leave()) {
      return true;
    }
    if (model.searchProperty().get().isEmpty()) {
      return false;
    }
    model.searchProperty().set("");
    return true;
  }

  @Override
  public void close() {
    proxy.close();
    model.close();
  }

  private VBox build() {
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("client-scroll");
    SplitPane split = new SplitPane(list, scroll);
    SplitPane.setResizableWithParent(list, false);
    Remember.divider(split, "connect.list", shell.state(), FIRST_DIVIDER);
    VBox.setVgrow(split, Priority.ALWAYS);
    VBox all = new VBox(values, notice, split);
    all.getStyleClass().add("connect");
    // Moving nodes while they are being laid out would leave them where they were.
    all.heightProperty().subscribe(() -> FxThread.later(() -> makeRoom(all)));
    return all;
  }

  private void open(ClientModel client) {
    front.getChildren().removeIf(n -> n != values);
    front.getChildren().add(page(client));
    revealed.forget();
    scroll.setVvalue(0);
  }

  /** In a low window, or with large letters, the values scroll with the page below them. */
  private void makeRoom(VBox all) {
    boolean low = all.getHeight() / shell.theme().scale() < LEAST_HEIGHT;
    if (low && all.getChildren().remove(values)) {
      front.getChildren().addFirst(values);
    } else if (!low && front.getChildren().remove(values)) {
      all.getChildren().addFirst(values);
    }
  }

  private ClientPage page(ClientModel client) {
    return pages.computeIfAbsent(
        client,
        c ->
            new ClientPage(
                model, c, shell.dialogs(), revealed::reveal, () -> shell.open().accept("models")));
  }

  private void tell(ProxyStatus status) {
    boolean quiet =
        status.state() == ProxyStatus.State.LISTENING
            || status.state() == ProxyStatus.State.STARTING;
    notice.setVisible(!quiet);
    notice.setManaged(!quiet);
    if (quiet) {
      notice.getChildren().clear();
      return;
    }
    Button start = new Button("Start the proxy", new FontIcon(Feather.PLAY));
    start.setMinWidth(Button.USE_PREF_SIZE);
    start.setOnAction(e -> shell.services().proxy().start());
    String why =
        status.problem().isEmpty()
            ? "The proxy is stopped, so no client can reach it yet."
            : status.problem();
    notice.getStyleClass().setAll("connect-notice");
    notice.getChildren().setAll(new MessageBox(Chip.Tone.WARN, why, ways(status, start)));
  }

  private Node[] ways(ProxyStatus status, Button start) {
    if (status.freePort() == 0) {
      return new Node[] {start};
    }
    Button other = new Button("Use " + status.freePort() + " instead");
    other.setMinWidth(Button.USE_PREF_SIZE);
    other.setOnAction(e -> shell.services().proxy().startOn(status.freePort()));
    start.setText("Try again");
    return new Node[] {start, other};
  }

  private List<Action> makeActions() {
    List<Action> all = new ArrayList<>();
    all.add(of("find", "Find a client", Feather.SEARCH, list::focusSearch).on("Shortcut+F", "/"));
    all.add(of("copy", "Copy the client's text", Feather.COPY, this::copy).on("C"));
    all.add(of("write", "Write the client's configuration", Feather.EDIT_3, this::write).on("W"));
    all.add(of("test", "Test the client's connection", Feather.ACTIVITY, this::test).on("T"));
    for (ClientModel client : model.clients()) {
      String name = client.app().name();
      all.add(
          of(
              "open." + client.app().id(),
              "Connect " + name,
              Feather.LINK,
              () -> {
                shell.open().accept(id());
                model.searchProperty().set("");
                model.selectedProperty().set(client);
              }));
    }
    return List.copyOf(all);
  }

  private void copy() {
    page(model.selectedProperty().get()).snippet().copy();
  }

  private void write() {
    ClientModel client = model.selectedProperty().get();
    if (client.write().possible()) {
      client.plan();
    }
  }

  private void test() {
    ClientModel client = model.selectedProperty().get();
    if (client.trial().possible()) {
      client.test();
    }
  }

  private static Action of(String id, String title, Feather icon, Runnable run) {
    return Action.of("connect." + id, title, "Connect", icon, run);
  }
}
