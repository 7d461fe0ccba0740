package dev.hearth.desk.models;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.FocusSoon;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.models.hub.HubModel;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Search the hub, pick a quantisation that fits, download. */
final class GetPanel extends VBox {
  /** Letters of width that a search is worth typing in. */
  private static final double ROOM_TO_SEARCH = 16;

  /** Letters of width that what is offered needs beside its button. */
  private static final double ROOM_FOR_OFFER = 20;

  /** Families that people begin with; the hub sorts what it finds by use. */
  private static final List<String> EXAMPLES = List.of("qwen3 coder", "gpt-oss", "gemma 3");

  private final GetModel model;
  private final TextField query = new TextField();
  private final VBox results = new VBox();
  private final Label message = new Label();
  private final ProgressBar busy = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
  private final ScrollPane scroll = new ScrollPane(results);
  private final EmptyState beginning =
      new EmptyState(
          Feather.DOWNLOAD_CLOUD,
          "Nothing searched yet",
          "Models with files in GGUF form are found by name, for instance:",
          EXAMPLES.stream().map(this::example).toArray(Node[]::new));

  /** Results, or what to do where there are none. */
  private final StackPane area = new StackPane(beginning);

  /**
   * @param openSettings shows where a token for the hub is given
   */
  GetPanel(GetModel model, Runnable close, Runnable openSettings) {
    this.model = model;
    getStyleClass().add("side-panel");
    setId("get-panel");
    query.setId("hub-query");
    query.setPromptText("Search Hugging Face, or paste owner/repo or an address");
    query.setAccessibleText("Search Hugging Face for models");
    query.setOnAction(e -> model.search(query.getText()));
    RoomyRow row =
        new RoomyRow(
            query,
            Buttons.accent(
                "hub-search", "Search", Feather.SEARCH, () -> model.search(query.getText())),
            ROOM_TO_SEARCH);
    row.getStyleClass().add("panel-row");
    message.setId("hub-message");
    message.setWrapText(true);
    message.setMinHeight(Region.USE_PREF_SIZE);
    message.getStyleClass().add("panel-row");
    busy.setMaxWidth(Double.MAX_VALUE);
    busy.getStyleClass().add("thin");
    results.getStyleClass().add("hub-results");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(area, Priority.ALWAYS);
    getChildren()
        .addAll(
            FoldersPanel.title("Get a model", close),
            row,
            token(openSettings),
            busy,
            message,
            area);
    model.busyProperty().subscribe(on -> busy.setVisible(on));
    model.messageProperty().subscribe(this::say);
    model.foundProperty().subscribe((was, now) -> show());
    model.repositoryProperty().subscribe((was, now) -> show());
    show();
  }

  private FlowPane token(Runnable openSettings) {
    boolean there = model.hasToken();
    Label text =
        new Label(there ? "A token for the hub is set." : "Some repositories ask for a token.");
    text.getStyleClass().add("caption");
    Button settings =
        Buttons.text(
            "hub-token",
            there ? "Change it" : "Set one in the settings",
            Feather.KEY,
            openSettings);
    settings.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    FlowPane row = new FlowPane(text, settings);
    row.setRowValignment(javafx.geometry.VPos.CENTER);
    row.getStyleClass().addAll("panel-row", "bar-flow");
    return row;
  }

  void focus() {
    FocusSoon.on(query);
  }

  private void say(String text) {
    message.setText(text);
    Buttons.shown(message, !text.isEmpty());
    show();
  }

  private Button example(String words) {
    Button button =
        Buttons.text(
            null,
            words,
            Feather.SEARCH,
            () -> {
              query.setText(words);
              model.search(words);
            });
    button.getStyleClass().add("hub-example");
    button.setAccessibleText("Search for " + words);
    return button;
  }

  private void show() {
    Optional<GetModel.Repository> repository = model.repositoryProperty().get();
    if (repository.isPresent()) {
      results.getChildren().setAll(repository(repository.get()));
    } else {
      results.getChildren().setAll(model.foundProperty().get().stream().map(this::found).toList());
    }
    scroll.setVvalue(0);
    boolean nothing =
        repository.isEmpty()
            && model.foundProperty().get().isEmpty()
            && message.getText().isEmpty();
    area.getChildren().setAll(nothing ? beginning : scroll);
  }

  private Node found(HubModel hit) {
    Label name = new Label(hit.id());
    name.getStyleClass().add("strong");
    name.setMinWidth(0);
    Label facts =
        new Label(
            Amounts.count(hit.downloads())
                + " downloads, "
                + Amounts.count(hit.likes())
                + " likes"
                + (hit.updated().length() >= 10 ? ", " + hit.updated().substring(0, 10) : ""));
    facts.getStyleClass().add("caption");
    VBox texts = new VBox(name, facts);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = new HBox(texts);
    if (hit.gated()) {
      row.getChildren().add(new Chip("Asks for terms", Chip.Tone.WARN, Feather.LOCK));
    }
    row.setAlignment(Pos.CENTER_LEFT);
    Button button = new Button();
    button.setGraphic(row);
    button.setMaxWidth(Double.MAX_VALUE);
    button.getStyleClass().addAll(Styles.FLAT, "hub-hit");
    row.setMinWidth(0);
    row.prefWidthProperty().bind(button.widthProperty().subtract(24));
    button.setAccessibleText(hit.id() + ", " + facts.getText());
    button.setOnAction(e -> model.open(hit.id()));
    return button;
  }

  private List<Node> repository(GetModel.Repository repository) {
    Label name = new Label(repository.listing().reference().id());
    name.getStyleClass().add("strong");
    name.setMinWidth(0);
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox head =
        new HBox(
            Buttons.icon("hub-back", "Back to the results", Feather.ARROW_LEFT, model::back), name);
    if (repository.listing().gated()) {
      head.getChildren().add(new Chip("Asks for terms", Chip.Tone.WARN, Feather.LOCK));
    }
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("preset-row");
    List<Node> all = new java.util.ArrayList<>(List.of(head));
    repository
        .projector()
        .ifPresent(
            p -> {
              Label along = new Label("Comes with its projector, " + Amounts.bytes(p.size()) + ".");
              along.getStyleClass().add("caption");
              all.add(along);
            });
    repository.offers().stream().map(this::offer).forEach(all::add);
    return all;
  }

  private Node offer(GetModel.Offer offer) {
    Label label = new Label(offer.choice().label());
    label.getStyleClass().add("strong");
    Label size = new Label(Amounts.bytes(offer.choice().bytes()));
    size.getStyleClass().add("muted");
    FitWord.Word word = offer.fit().word();
    Chip fit = new Chip(word.label(), word.tone(), word.icon());
    fit.setTooltip(new Tooltip(offer.fit().reason()));
    FlowPane texts = new FlowPane(label, size, fit);
    texts.setRowValignment(javafx.geometry.VPos.CENTER);
    texts.getStyleClass().add("bar-flow");
    if (offer.usual()) {
      texts.getChildren().add(new Chip("Usual choice", Chip.Tone.ACCENT));
    }
    Button get = Buttons.text(null, "Download", Feather.DOWNLOAD, () -> model.download(offer));
    get.getStyleClass().add("hub-download");
    get.setAccessibleText("Download " + offer.choice().name());
    get.setDisable(!offer.choice().complete());
    RoomyRow row = new RoomyRow(texts, get, ROOM_FOR_OFFER);
    row.getStyleClass().add("hub-offer");
    return row;
  }
}
