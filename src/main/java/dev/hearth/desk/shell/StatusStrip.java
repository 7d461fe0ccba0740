package dev.hearth.desk.shell;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.CopyButton;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.desk.services.ProxyControl;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.ServerStatus;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The strip that never leaves the screen. */
final class StatusStrip extends HBox {
  /** Letters of the model's name that are worth more than the lesser things beside it. */
  private static final double LEAST_NAME = 9;

  private final StripModel model;
  private final Chip state = new Chip();
  private final Label name = new Label();
  private final Label speed = new Label();
  private final StatBar memoryBar = new StatBar();
  private final Label memory = new Label();
  private final HBox memoryGroup = new HBox(memoryBar, memory);
  private final Tooltip memoryTip = new Tooltip();
  private final Label url = new Label();

  /** Without what every address begins with, which is the first that can be left out. */
  private final Label bareUrl = new Label();

  private final Tooltip urlTip = new Tooltip();
  private final Button otherPort = new Button();
  private final CopyButton copy;
  private final Label flight = new Label();
  private final Button find;

  StatusStrip(StripModel model, ProxyControl proxy, Action palette) {
    this.model = model;
    this.copy = new CopyButton("Copy the proxy's URL", () -> model.proxyProperty().get().url());
    getStyleClass().add("strip");
    setAlignment(Pos.CENTER_LEFT);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    find = find(palette);
    otherPort.setOnAction(e -> proxy.startOn(model.proxyProperty().get().freePort()));
    getChildren().addAll(serverGroup(), memoryGroup(), gap, flight, urlGroup(), find);
    model.serverProperty().subscribe(this::refresh);
    model.proxyProperty().subscribe(this::refresh);
    refresh();
  }

  CopyButton copyButton() {
    return copy;
  }

  private HBox serverGroup() {
    name.getStyleClass().add("strip-model");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    HBox.setHgrow(name, Priority.SOMETIMES);
    speed.getStyleClass().addAll("mono", "muted");
    speed.setMinWidth(USE_PREF_SIZE);
    state.setId("strip-state");
    name.setId("strip-model");
    HBox group = new HBox(state, name, speed);
    group.getStyleClass().add("strip-group");
    group.setAlignment(Pos.CENTER_LEFT);
    return group;
  }

  private HBox memoryGroup() {
    memoryBar.getStyleClass().add("strip-memory");
    memory.getStyleClass().addAll("mono", "muted");
    memory.setMinWidth(USE_PREF_SIZE);
    memoryGroup.getStyleClass().add("strip-group");
    memoryGroup.setAlignment(Pos.CENTER_LEFT);
    Tooltip.install(memoryGroup, memoryTip);
    return memoryGroup;
  }

  private HBox urlGroup() {
    url.setId("strip-url");
    url.getStyleClass().add("mono");
    flight.getStyleClass().add("muted");
    flight.setMinWidth(USE_PREF_SIZE);
    copy.setId("strip-copy");
    otherPort.setId("strip-other-port");
    otherPort.getStyleClass().add("strip-other-port");
    otherPort.setMinWidth(USE_PREF_SIZE);
    otherPort.setTooltip(new Tooltip("Listens there from now on; clients need the new URL"));
    bareUrl.getStyleClass().add("mono");
    bareUrl.setMinWidth(USE_PREF_SIZE);
    bareUrl.setTooltip(urlTip);
    HBox group = new HBox(url, bareUrl, otherPort, copy);
    group.getStyleClass().add("strip-url");
    group.setAlignment(Pos.CENTER_LEFT);
    return group;
  }

  private static Button find(Action palette) {
    Button find = new Button(palette.keyText(), new FontIcon(Feather.SEARCH));
    find.getStyleClass().addAll(Styles.FLAT, "strip-find");
    find.setAccessibleText(palette.title());
    find.setTooltip(new Tooltip(palette.title()));
    find.setMinWidth(USE_PREF_SIZE);
    find.setOnAction(e -> palette.perform());
    return find;
  }

  private void refresh() {
    ServerStatus server = model.serverProperty().get();
    ProxyStatus proxy = model.proxyProperty().get();
    state.setText(model.stateText());
    state.setTone(tone(server.phase(), proxy.practice()));
    state.setIcon(icon(server.phase(), proxy.practice()));
    name.setText(model.modelText());
    speed.setText(model.speedText());
    memory.setText(model.memoryText());
    flight.setText(model.flightText());
    memoryTip.setText(model.memoryText() + " in use");
    boolean known = !model.memoryText().isEmpty();
    memoryGroup.setVisible(known);
    memoryGroup.setManaged(known);
    double share = model.memoryShare();
    memoryBar.show(1, List.of(new StatBar.Part(share, share > 0.92 ? "fill-bad" : "fill-accent")));
    showUrl(proxy);
    requestLayout();
  }

  private void showUrl(ProxyStatus proxy) {
    url.setText(model.urlText());
    bareUrl.setText(model.urlText().replaceFirst("^https?://", ""));
    url.getStyleClass().removeAll("bad", "muted", "mono");
    if (model.listening()) {
      url.getStyleClass().add("mono");
    } else {
      url.getStyleClass().add(proxy.state() == ProxyStatus.State.FAILED ? "bad" : "muted");
    }
    // An address is never cut off; what went wrong may be, and is then told by the tooltip.
    url.setMinWidth(model.listening() ? USE_PREF_SIZE : 0);
    otherPort.setText("Use " + proxy.freePort());
    put(otherPort, proxy.freePort() > 0);
    urlTip.setText(model.urlText());
    url.setTooltip(model.listening() ? null : urlTip);
    copy.setVisible(model.listening());
    copy.setManaged(model.listening());
  }

  @Override
  protected void layoutChildren() {
    makeRoom();
    super.layoutChildren();
  }

  /** Shows the lesser things, best first, as far as they fit beside state, name and URL. */
  private void makeRoom() {
    double letters = url.getFont().getSize();
    double room = getWidth() - snappedLeftInset() - snappedRightInset() - 2 * getSpacing();
    room -= state.prefWidth(-1) + memoryGroup.getSpacing();
    double wanted = Math.min(name.prefWidth(-1), LEAST_NAME * letters);
    boolean narrow =
        room - url.prefWidth(-1) - copy.prefWidth(-1) - memoryBar.minWidth(-1) - 3 * getSpacing()
            < wanted;
    put(url, !(narrow && model.listening()));
    put(bareUrl, narrow && model.listening());
    room -= url.getParent().minWidth(-1) + wanted;
    if (memoryGroup.isManaged()) {
      room -= getSpacing() + memoryBar.minWidth(-1);
      room = fit(memory, room, memoryGroup.getSpacing());
    }
    room = fit(speed, room, memoryGroup.getSpacing());
    room = fit(flight, room, getSpacing());
    put(find, find.prefWidth(-1) + getSpacing() <= room);
  }

  private static double fit(Label label, double room, double spacing) {
    double wanted = label.prefWidth(-1) + spacing;
    boolean fits = !label.getText().isEmpty() && wanted <= room;
    put(label, fits);
    return fits ? room - wanted : room;
  }

  private static void put(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static Chip.Tone tone(ServerStatus.Phase phase, boolean practice) {
    return switch (phase) {
      case NONE -> practice ? Chip.Tone.VIOLET : Chip.Tone.NEUTRAL;
      case LOADING, DRAINING -> Chip.Tone.WARN;
      case READY -> Chip.Tone.GOOD;
      case SLEEPING -> Chip.Tone.NEUTRAL;
      case FAILED -> Chip.Tone.BAD;
    };
  }

  private static Ikon icon(ServerStatus.Phase phase, boolean practice) {
    return switch (phase) {
      case NONE -> practice ? Feather.BOOK_OPEN : Feather.CIRCLE;
      case LOADING -> Feather.LOADER;
      case DRAINING -> Feather.CLOCK;
      case READY -> Feather.CHECK_CIRCLE;
      case SLEEPING -> Feather.MOON;
      case FAILED -> Feather.ALERT_TRIANGLE;
    };
  }
}
