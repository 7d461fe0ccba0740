package dev.hearth.desk.settings;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Sections at the left, fields at the right, a search over all of them, and what waits below. */
final class SettingsPanel extends VBox {
  private final List<Field> fields;
  private final SettingsModel model;
  private final RestartModel restart;
  private final Map<Field, FieldRow> rows = new LinkedHashMap<>();
  private final Map<Section, ToggleButton> tabs = new EnumMap<>(Section.class);
  private final ToggleGroup group = new ToggleGroup();
  private final TextField search = new TextField();
  private final VBox content = new VBox();
  private final ScrollPane scroll = new ScrollPane(content);
  private final Label waits = new Label();
  private final HBox footer = new HBox();
  private Section section = Section.PROXY;

  /**
   * A panel.
   *
   * @param fields what can be set on this machine
   * @param specials what stands below the fields that have a part of their own, by path
   * @param close takes the panel away
   */
  SettingsPanel(
      List<Field> fields,
      SettingsModel model,
      RestartModel restart,
      Map<String, Node> specials,
      Runnable close) {
    this.fields = fields;
    this.model = model;
    this.restart = restart;
    getStyleClass().addAll("panel", "settings");
    for (Field field : fields) {
      FieldRow row = new FieldRow(field, model);
      if (specials.containsKey(field.path())) {
        row.below(specials.get(field.path()));
      }
      rows.put(field, row);
    }
    HBox body = new HBox(navigation(), scroll);
    body.getStyleClass().add("settings-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText("Settings");
    scroll.setMinWidth(0);
    content.getStyleClass().add("settings-content");
    getChildren().addAll(top(close), body, footer());
    model.settingsProperty().subscribe(this::refresh);
    model.problems().addListener((MapChangeListener<String, String>) c -> refresh());
    restart.waitingProperty().subscribe(this::waits);
    search.textProperty().subscribe(this::fill);
    addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
    fill();
  }

  /** Brings a section to the front. */
  void open(Section which) {
    section = which;
    tabs.get(which).setSelected(true);
    if (!search.getText().isEmpty()) {
      search.clear();
    } else {
      fill();
    }
  }

  void focusSearch() {
    search.requestFocus();
  }

  private Node top(Runnable close) {
    Label title = new Label("Settings");
    title.getStyleClass().add("panel-title");
    title.setMinWidth(USE_PREF_SIZE);
    search.setId("settings-search");
    search.setPromptText("Find a setting");
    search.setAccessibleText("Find a setting");
    HBox.setHgrow(search, Priority.ALWAYS);
    Button shut = new Button("", new FontIcon(Feather.X));
    shut.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    shut.setAccessibleText("Close the settings");
    shut.setTooltip(new Tooltip("Close  Esc"));
    shut.setOnAction(e -> close.run());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox top = new HBox(title, search, gap, shut);
    top.setAlignment(Pos.CENTER_LEFT);
    top.getStyleClass().add("settings-top");
    return top;
  }

  private Node navigation() {
    VBox navigation = new VBox();
    navigation.getStyleClass().add("settings-nav");
    for (Section one : Section.values()) {
      ToggleButton tab = new ToggleButton(one.title(), new FontIcon(one.icon()));
      tab.getStyleClass().setAll("settings-tab");
      tab.setId("settings-" + one.name().toLowerCase(java.util.Locale.ROOT));
      tab.setToggleGroup(group);
      tab.setUserData(one);
      tab.setMaxWidth(Double.MAX_VALUE);
      tab.setOnAction(e -> open(one));
      tabs.put(one, tab);
      navigation.getChildren().add(tab);
    }
    tabs.get(section).setSelected(true);
    // Arrow keys choose without pressing.
    group
        .selectedToggleProperty()
        .subscribe(
            (was, now) -> {
              if (now != null && now.getUserData() != section) {
                open((Section) now.getUserData());
              }
            });
    return navigation;
  }

  private Node footer() {
    waits.setWrapText(true);
    waits.setMinWidth(0);
    waits.setMinHeight(USE_PREF_SIZE);
    waits.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(waits, Priority.ALWAYS);
    footer.setAlignment(Pos.CENTER_LEFT);
    footer.getStyleClass().add("settings-foot");
    return footer;
  }

  private void fill() {
    String query = search.getText();
    boolean searching = !query.isBlank();
    List<Field> shown =
        searching
            ? Fields.matching(fields, query)
            : fields.stream().filter(f -> f.section() == section).toList();
    List<Node> nodes = new ArrayList<>();
    String heading = "";
    for (Field field : shown) {
      String next = searching ? field.section().title() + " – " + field.group() : field.group();
      if (!next.equals(heading)) {
        Label label = new Label(next);
        label.getStyleClass().addAll("strong", "settings-group");
        nodes.add(label);
        heading = next;
      }
      nodes.add(rows.get(field));
    }
    if (shown.isEmpty()) {
      Label nothing = new Label("No setting matches. Try fewer letters.");
      nothing.getStyleClass().add("muted");
      nodes.add(nothing);
    }
    content.getChildren().setAll(nodes);
    scroll.setVvalue(0);
    tabs.get(section).setSelected(!searching);
  }

  private void refresh() {
    rows.values().forEach(FieldRow::refresh);
  }

  private void waits(Set<String> paths) {
    rows.values().forEach(r -> r.waits(paths));
    if (paths.isEmpty()) {
      waits.setText("Changes are in force at once. They are kept in " + model.place() + ".");
      waits.getStyleClass().setAll("label", "caption");
      footer.getChildren().setAll(waits);
      return;
    }
    int running = restart.inFlight();
    waits.setText(
        "The proxy still listens where it did. A restart changes that"
            + (running == 0 ? "." : " and ends " + running + " running requests."));
    waits.getStyleClass().setAll("label");
    Button now = new Button("Restart the proxy", new FontIcon(Feather.REFRESH_CW));
    now.setId("settings-restart");
    now.getStyleClass().add(Styles.ACCENT);
    now.setMinWidth(USE_PREF_SIZE);
    now.setOnAction(e -> restart.restart());
    footer.getChildren().setAll(waits, now);
  }

  private void keys(KeyEvent event) {
    if (KeyCombination.keyCombination("Shortcut+F").match(event)) {
      search.requestFocus();
      search.selectAll();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
      search.clear();
      event.consume();
    }
  }
}
