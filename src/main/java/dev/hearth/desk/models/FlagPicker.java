package dev.hearth.desk.models;

import dev.hearth.runtime.binary.FlagHelp;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The flags of the program that is used, to be searched and set. */
final class FlagPicker extends VBox {
  private final LaunchModel launch;
  private final Supplier<List<FlagHelp>> flags;
  private final TextField search = new TextField();
  private final ListView<FlagHelp> list = new ListView<>();
  private final Label chosenName = new Label();
  private final TextField value = new TextField();
  private final HBox setting = new HBox();
  private final Label problem = new Label();

  FlagPicker(LaunchModel launch, Supplier<List<FlagHelp>> flags) {
    this.launch = launch;
    this.flags = flags;
    getStyleClass().add("flag-picker");
    search.setId("flag-search");
    search.setPromptText("Add a flag");
    search.setTooltip(new Tooltip("Search all flags of llama-server"));
    search.setAccessibleText("Search the flags of llama-server");
    search.textProperty().subscribe((was, now) -> find());
    search.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.DOWN) {
            list.requestFocus();
            list.getSelectionModel().selectFirst();
            e.consume();
          } else if (e.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            e.consume();
          }
        });
    list.setId("flag-list");
    list.getStyleClass().add("flag-list");
    list.setAccessibleText("Flags");
    list.setCellFactory(view -> new FlagCell());
    list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    problem.getStyleClass().add("bad");
    problem.setWrapText(true);
    getChildren().addAll(search, setting(), problem, list);
    find();
    Buttons.shown(setting, false);
    Buttons.shown(problem, false);
  }

  private HBox setting() {
    chosenName.getStyleClass().add("mono");
    chosenName.setMinWidth(Region.USE_PREF_SIZE);
    value.setId("flag-value");
    value.setOnAction(e -> apply());
    HBox.setHgrow(value, Priority.ALWAYS);
    Button add = Buttons.accent("flag-add", "Add", Feather.PLUS, this::apply);
    setting.getChildren().setAll(chosenName, value, add);
    setting.setAlignment(Pos.CENTER_LEFT);
    setting.getStyleClass().add("preset-row");
    return setting;
  }

  private void find() {
    String words = search.getText();
    boolean open = !words.isBlank();
    if (open) {
      list.getItems().setAll(FlagChoice.matching(flags.get(), words));
    } else {
      Buttons.shown(setting, false);
    }
    Buttons.shown(list, open);
  }

  private void chosen(FlagHelp flag) {
    Buttons.shown(setting, flag != null);
    if (flag == null) {
      return;
    }
    Buttons.shown(problem, false);
    if (FlagChoice.owned(flag).isPresent()) {
      // Its line says why.
      Buttons.shown(setting, false);
      return;
    }
    chosenName.setText(flag.names().getLast());
    value.clear();
    value.setPromptText(flag.value().orElse(""));
    value.setAccessibleText("Value of " + flag.names().getLast());
    Buttons.shown(value, flag.value().isPresent());
  }

  private void apply() {
    FlagHelp flag = list.getSelectionModel().getSelectedItem();
    if (flag == null || FlagChoice.owned(flag).isPresent()) {
      return;
    }
    try {
      launch
          .draftProperty()
          .set(FlagChoice.with(launch.draftProperty().get(), flag, value.getText()));
      search.clear();
      list.getSelectionModel().clearSelection();
      Buttons.shown(problem, false);
    } catch (IllegalArgumentException e) {
      problem.setText(e.getMessage());
      Buttons.shown(problem, true);
    }
  }

  private static final class FlagCell extends ListCell<FlagHelp> {
    private final Label names = new Label();
    private final Label help = new Label();
    private final Label owned = new Label("", new FontIcon(Feather.LOCK));
    private final VBox box = new VBox(names, help, owned);

    FlagCell() {
      names.getStyleClass().addAll("mono", "strong");
      help.getStyleClass().add("caption");
      help.setWrapText(true);
      owned.getStyleClass().add("flag-owned");
      owned.setWrapText(true);
      box.setMinWidth(0);
      box.setPrefWidth(1);
    }

    @Override
    protected void updateItem(FlagHelp flag, boolean empty) {
      super.updateItem(flag, empty);
      if (empty || flag == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      names.setText(String.join(", ", flag.names()) + flag.value().map(v -> " " + v).orElse(""));
      help.setText(flag.description());
      Optional<String> reason = FlagChoice.owned(flag);
      owned.setText(reason.orElse(""));
      setAccessibleText(
          names.getText() + ", " + help.getText() + reason.map(r -> ", " + r).orElse(""));
      Buttons.shown(owned, reason.isPresent());
      setGraphic(box);
    }
  }
}
