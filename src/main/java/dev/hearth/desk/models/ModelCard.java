package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.Deferred;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.FrontTab;
import dev.hearth.desk.shell.Remember;
import dev.hearth.desk.shell.UiState;
import dev.hearth.models.library.Model;
import dev.hearth.runtime.binary.FlagHelp;
import dev.hearth.runtime.server.ServerState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The card of the selected model: what it is, what its server does, how it is started. */
final class ModelCard extends StackPane {
  private final CardModel card;
  private final Label name = new Label();
  private final TextField alias = new TextField();
  private final ToggleButton star = new ToggleButton("", new FontIcon(Feather.STAR));
  private final FlowPane chips = new FlowPane();
  private final Chip state = new Chip();
  private final Button start = Buttons.accent("model-start", "Start", Feather.PLAY, this::start);
  private final Button stop = Buttons.text("model-stop", "Stop", Feather.SQUARE, this::stop);
  private final Button restart =
      Buttons.text("model-restart", "Restart", Feather.REFRESH_CW, this::restart);
  private final Label hint = new Label();
  private final Label problem = new Label();
  private final FitSection fit;
  private final PresetSection preset;
  private final AboutSection about;
  private final StatePanel statePanel;
  private final TabPane tabs = new TabPane();
  private final VBox content = new VBox();

  /** In a low window all of the card scrolls, not only what its tabs hold. */
  private final ScrollPane low = new ScrollPane(content);

  private final EmptyState nothing =
      new EmptyState(
          Feather.CPU,
          "Pick a model",
          "Its card shows whether it fits this machine, and starts it.");

  ModelCard(
      CardModel card,
      Supplier<List<FlagHelp>> flags,
      UiState memory,
      InstantSource clock,
      Remedies remedies,
      Runnable delete) {
    this.card = card;
    fit = new FitSection(card.launch());
    preset = new PresetSection(card.launch(), flags);
    about = new AboutSection(card, clock, delete);
    statePanel = new StatePanel(card, clock, remedies, this::showLog);
    getStyleClass().add("model-card");
    setMinWidth(0);
    fillTabs(memory);
    Deferred below = new Deferred(tabs, 1);
    VBox.setVgrow(below, Priority.ALWAYS);
    content.getStyleClass().add("card-content");
    content.getChildren().addAll(head(), below);
    low.setFitToWidth(true);
    low.setFitToHeight(true);
    low.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    low.setFocusTraversable(false);
    VBox.setVgrow(low, Priority.ALWAYS);
    VBox.setVgrow(nothing, Priority.ALWAYS);
    getChildren().setAll(nothing);
    card.modelProperty().subscribe(this::showModel);
    card.runProperty().subscribe((was, now) -> showRun());
    card.launch().planProperty().subscribe((was, now) -> showRun());
    card.launch().draftProperty().subscribe((was, now) -> showRun());
    card.launch().savedProperty().subscribe((was, now) -> showRun());
    card.problemProperty().subscribe(this::showProblem);
  }

  private void fillTabs(UiState memory) {
    VBox launch = new VBox(fit, preset);
    tabs.getTabs()
        .setAll(
            new FrontTab("launch", "Launch", scrolled(launch)),
            new FrontTab("log", "Log", new LogSection(card.log())),
            new FrontTab("about", "About", scrolled(about)));
    tabs.setId("card-tabs");
    tabs.setAccessibleText("About the model");
    tabs.getStyleClass().add("card-tabs");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    Remember.tab(tabs, "models.tab", memory);
  }

  private void showLog() {
    tabs.getTabs().stream()
        .filter(tab -> tab.getId().equals("log"))
        .forEach(tabs.getSelectionModel()::select);
  }

  private static ScrollPane scrolled(Node node) {
    ScrollPane pane = new ScrollPane(node);
    pane.setFitToWidth(true);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return pane;
  }

  private VBox head() {
    name.setId("card-name");
    name.getStyleClass().add("card-name");
    name.setMinWidth(0);
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    alias.setId("card-alias");
    alias.setAccessibleText("Name that clients use");
    alias.setPromptText("Name that clients use; empty for Hearth's own");
    alias.setOnAction(e -> renamed());
    alias.setOnKeyPressed(
        e -> {
          if (e.getCode() == javafx.scene.input.KeyCode.ESCAPE) {
            naming(false);
            e.consume();
          }
        });
    star.setId("card-star");
    star.getStyleClass().addAll("star", "quiet-toggle");
    star.setAccessibleText("Favourite");
    star.setTooltip(new Tooltip("Favourite"));
    star.setOnAction(e -> card.toggleFavourite());
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox.setHgrow(alias, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox title =
        new HBox(
            name,
            alias,
            Buttons.icon("card-rename", "Rename (F2)", Feather.EDIT_2, () -> naming(true)),
            star);
    title.setAlignment(Pos.CENTER_LEFT);
    title.getStyleClass().add("model-title");
    chips.getStyleClass().add("card-chips");
    naming(false);
    problem.getStyleClass().add("bad");
    problem.setId("card-problem");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    VBox head = new VBox(title, chips, buttons(), problem, statePanel);
    head.setMinHeight(Region.USE_PREF_SIZE);
    head.getStyleClass().add("card-head-box");
    return head;
  }

  private HBox buttons() {
    start.getStyleClass().add("start-button");
    start.setTooltip(new Tooltip("Start with what is shown below (Ctrl+Enter)"));
    stop.setTooltip(new Tooltip("Stop after the requests under way"));
    hint.getStyleClass().add("caption");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(hint, Priority.ALWAYS);
    HBox row = new HBox(start, stop, restart, hint);
    row.getStyleClass().add("card-buttons-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void showModel(Optional<Model> model) {
    if (model.isEmpty()) {
      getChildren().setAll(nothing);
      return;
    }
    if (getChildren().getFirst() != low) {
      getChildren().setAll(low);
    }
    Model shown = model.get();
    name.setText(shown.alias());
    name.setTooltip(new Tooltip(shown.name() + "\n" + shown.path()));
    star.setSelected(shown.notes().favourite());
    fit.show(model);
    preset.refresh();
    about.show(model);
    boolean launches = shown.startable();
    tabs.getTabs().getFirst().setDisable(!launches);
    if (!launches && tabs.getSelectionModel().getSelectedIndex() == 0) {
      tabs.getSelectionModel().selectLast();
    }
    showRun();
  }

  private void showRun() {
    Optional<Model> model = card.modelProperty().get();
    if (model.isEmpty()) {
      return;
    }
    ServerState now = card.runProperty().get().state();
    boolean resting = now.resting();
    Optional<String> other = card.inTheWay();
    Buttons.shown(start, resting);
    Buttons.shown(stop, !resting);
    Buttons.shown(restart, !resting);
    start.setDisable(!card.startable());
    stop.setDisable(!card.stoppable());
    restart.setDisable(!card.stoppable());
    start.setText(
        other.isPresent() ? "Swap" : now instanceof ServerState.Failed ? "Start again" : "Start");
    hint.setText(hint(model.get(), now, other));
    chips(model.get(), now);
  }

  private String hint(Model model, ServerState now, Optional<String> other) {
    if (!model.startable()) {
      return "";
    }
    if (card.launch().refused()) {
      return "A flag below is Hearth's own to give. Remove it to start.";
    }
    if (other.isPresent()) {
      return "Unloads " + other.get() + " after what it is doing.";
    }
    return !now.resting() && card.launch().dirty() ? "Restart to use the changed settings." : "";
  }

  private void chips(Model model, ServerState now) {
    if (model.startable()) {
      StateChip.show(state, now);
    } else {
      StateChip.show(state, model.state());
    }
    state.setId("card-state");
    List<Node> all = new ArrayList<>();
    all.add(state);
    add(all, model.card().quantisation(), Chip.Tone.NEUTRAL);
    add(
        all,
        model.card().parameters() == 0 ? "" : model.card().parameterLabel(),
        Chip.Tone.NEUTRAL);
    add(all, Amounts.bytes(model.totalBytes()), Chip.Tone.NEUTRAL);
    if (model.startable()) {
      all.add(Cells.tools(model));
      add(all, model.ability().thinks() ? "Thinks" : "", Chip.Tone.VIOLET);
      add(all, ListFilter.Mark.VISION.of(row(model)) ? "Vision" : "", Chip.Tone.TEAL);
    }
    chips.getChildren().setAll(all);
  }

  private static ModelRow row(Model model) {
    return new ModelRow(model, "", FitWord.PENDING, dev.hearth.desk.services.RunView.AT_REST);
  }

  private static void add(List<Node> all, String text, Chip.Tone tone) {
    if (!text.isEmpty()) {
      all.add(new Chip(text, tone));
    }
  }

  private void showProblem(String text) {
    problem.setText(text);
    Buttons.shown(problem, !text.isEmpty());
  }

  private void start() {
    card.start();
  }

  private void stop() {
    card.stop();
  }

  private void restart() {
    card.restart();
  }

  /** Puts the name into a field to be changed. */
  void naming(boolean on) {
    Buttons.shown(alias, on);
    Buttons.shown(name, !on);
    if (on) {
      alias.setText(card.modelProperty().get().map(m -> m.notes().alias()).orElse(""));
      alias.requestFocus();
      alias.selectAll();
    }
  }

  private void renamed() {
    card.rename(alias.getText());
    naming(false);
  }

  void close() {
    statePanel.close();
  }
}
