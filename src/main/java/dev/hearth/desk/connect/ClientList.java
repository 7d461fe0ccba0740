package dev.hearth.desk.connect;

import atlantafx.base.theme.Styles;
import dev.hearth.clients.ClientApp;
import dev.hearth.desk.controls.Clips;
import dev.hearth.desk.services.ClientSighting;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The clients to choose from; each row copies its first text with one click. */
final class ClientList extends VBox {
  private final ConnectModel model;
  private final TextField search = new TextField();
  private final ListView<ClientModel> list = new ListView<>();
  private final Label others = new Label();

  ClientList(ConnectModel model) {
    this.model = model;
    getStyleClass().add("client-list");
    search.setId("connect-search");
    search.setPromptText("Find a client");
    search.setAccessibleText("Find a client");
    search.textProperty().bindBidirectional(model.searchProperty());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.setId("connect-clients");
    list.setAccessibleText("Clients");
    list.setItems(model.shown());
    list.setCellFactory(v -> new ClientCell());
    list.getSelectionModel().select(model.selectedProperty().get());
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            chosen -> {
              if (chosen != null) {
                model.selectedProperty().set(chosen);
              }
            });
    model.selectedProperty().subscribe(this::follow);
    Label nothing = new Label("No client matches. Any program that lets you set a base URL works.");
    nothing.setWrapText(true);
    nothing.getStyleClass().add("muted");
    list.setPlaceholder(nothing);
    // The list would swallow Esc, which leads back out of the search.
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveSearch);
    VBox.setVgrow(list, Priority.ALWAYS);
    others.setWrapText(true);
    others.getStyleClass().addAll("caption", "others");
    others.setMinHeight(USE_PREF_SIZE);
    others.setMaxWidth(Double.MAX_VALUE);
    model.others().addListener((ListChangeListener<ClientSighting>) c -> showOthers());
    showOthers();
    HBox top = new HBox(search);
    HBox.setHgrow(search, Priority.ALWAYS);
    top.getStyleClass().add("bar");
    getChildren().addAll(top, list, others);
  }

  void focusList() {
    list.requestFocus();
  }

  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  private void follow(ClientModel chosen) {
    if (list.getSelectionModel().getSelectedItem() != chosen && model.shown().contains(chosen)) {
      list.getSelectionModel().select(chosen);
      list.scrollTo(chosen);
    }
  }

  private void steer(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) {
      list.requestFocus();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && !model.shown().isEmpty()) {
      list.getSelectionModel().selectFirst();
      list.requestFocus();
      event.consume();
    } else {
      leaveSearch(event);
    }
  }

  private void leaveSearch(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
      search.clear();
      event.consume();
    }
  }

  private void showOthers() {
    others.setVisible(!model.others().isEmpty());
    others.setManaged(!model.others().isEmpty());
    others.setText(
        "Also seen: "
            + model.others().stream()
                .map(s -> s.name() + " (" + model.ago(s) + ")")
                .collect(Collectors.joining(", ")));
  }

  private static Ikon icon(ClientApp app) {
    if (!app.limits().isEmpty()) {
      return Feather.ALERT_TRIANGLE;
    }
    if (app.launch().isPresent() || app.id().equals("curl")) {
      return Feather.TERMINAL;
    }
    return app.id().endsWith("-sdk") ? Feather.CODE : Feather.LAYOUT;
  }

  private static final class ClientCell extends ListCell<ClientModel> {
    private static final Duration THANKS = Duration.seconds(1.2);

    private final FontIcon picture = new FontIcon();
    private final Label name = new Label();
    private final Label caption = new Label();
    private final FontIcon copyIcon = new FontIcon(Feather.COPY);
    private final Button copy = new Button("", copyIcon);
    private final PauseTransition back = new PauseTransition(THANKS);
    private final HBox row;

    ClientCell() {
      name.getStyleClass().add("client-name");
      caption.getStyleClass().add("caption");
      VBox words = new VBox(name, caption);
      words.setMinWidth(0);
      HBox.setHgrow(words, Priority.ALWAYS);
      copy.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, "row-copy");
      copy.setFocusTraversable(false);
      copy.setOnAction(e -> copy());
      back.setOnFinished(e -> copyIcon.setIconCode(Feather.COPY));
      row = new HBox(picture, words, copy);
      row.getStyleClass().add("client-row");
      row.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    private void copy() {
      Clips.copy(getItem().textProperty().get());
      copyIcon.setIconCode(Feather.CHECK);
      back.playFromStart();
    }

    @Override
    protected void updateItem(ClientModel client, boolean empty) {
      super.updateItem(client, empty);
      caption.textProperty().unbind();
      if (empty || client == null) {
        setGraphic(null);
        return;
      }
      picture.setIconCode(icon(client.app()));
      picture.getStyleClass().remove("limited");
      if (!client.app().limits().isEmpty()) {
        picture.getStyleClass().add("limited");
      }
      name.setText(client.app().name());
      caption
          .textProperty()
          .bind(client.seenProperty().map(s -> s.isEmpty() ? still(client.app()) : "Seen " + s));
      String what = "Copy the text for " + client.app().name();
      copy.setAccessibleText(what);
      copy.setTooltip(new Tooltip(what));
      setAccessibleText(client.app().name() + ", " + caption.getText());
      setGraphic(row);
    }

    private static String still(ClientApp app) {
      return app.limits().isEmpty() ? "Not seen yet" : "Has limits";
    }
  }
}
