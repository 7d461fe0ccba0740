package dev.hearth.desk.traffic.compose;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.FileDialogs;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.shell.Shell;
import dev.hearth.practice.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The fields of a request: model, message, picture, tools, sampling. */
final class ComposeForm extends ScrollPane {
  /** Vision models shrink larger pictures anyway, and the proxy has a limit on bodies. */
  private static final long LARGEST_PICTURE = 12L * 1024 * 1024;

  private final ComposeModel model;
  private final Shell shell;
  private final TextArea text = new TextArea();
  private final VBox tools = new VBox();
  private final Label pictureName = new Label();
  private final HBox picture = new HBox();
  private final PracticeField practice;

  ComposeForm(ComposeModel model, Shell shell) {
    this.model = model;
    this.shell = shell;
    this.practice = new PracticeField(shell.services().proxy().status(), this::practise);
    VBox fields = new VBox();
    fields.getStyleClass().add("compose-form");
    fields
        .getChildren()
        .addAll(
            field(
                "Model",
                line("Model", model.modelProperty(), "the backend's own", "compose-model")),
            practice,
            field("System", area("System prompt", model.systemProperty(), 2, "none")),
            field("Message", message()),
            pictureRow(),
            field("Tools", tools),
            field("Sampling", sampling()));
    setContent(fields);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    setAccessibleText("The request");
    model.tools().subscribe(this::drawTools);
    drawTools();
    model.imageProperty().subscribe(this::drawPicture);
    drawPicture();
    acceptDrops();
  }

  void focusText() {
    text.requestFocus();
  }

  /** Writes what the practice model is to do; it is sent when the user says so. */
  void practise(Scenario scenario) {
    model.practise(scenario);
    text.requestFocus();
    text.end();
  }

  ObservableBooleanValue practising() {
    return practice.visibleProperty();
  }

  void close() {
    practice.close();
  }

  private static VBox field(String name, javafx.scene.Node node) {
    Label label = new Label(name);
    label.getStyleClass().add("group-title");
    VBox box = new VBox(label, node);
    box.getStyleClass().add("compose-field");
    return box;
  }

  private static TextField line(String name, StringProperty value, String prompt, String id) {
    TextField field = new TextField();
    field.textProperty().bindBidirectional(value);
    field.setPromptText(prompt);
    field.setAccessibleText(name);
    field.setId(id);
    return field;
  }

  private static TextArea area(String name, StringProperty value, int rows, String prompt) {
    TextArea area = new TextArea();
    area.textProperty().bindBidirectional(value);
    area.setPrefRowCount(rows);
    area.setWrapText(true);
    area.setPromptText(prompt);
    area.setAccessibleText(name);
    area.addEventFilter(javafx.scene.input.KeyEvent.KEY_PRESSED, e -> leaveOnTab(area, e));
    return area;
  }

  /** Tab goes on to the next field as everywhere else. */
  private static void leaveOnTab(TextArea area, javafx.scene.input.KeyEvent e) {
    if (e.getCode() == javafx.scene.input.KeyCode.TAB && !e.isShortcutDown()) {
      e.consume();
      area.requestFocusTraversal(
          e.isShiftDown()
              ? javafx.scene.TraversalDirection.PREVIOUS
              : javafx.scene.TraversalDirection.NEXT);
    }
  }

  private VBox message() {
    text.textProperty().bindBidirectional(model.textProperty());
    text.setPrefRowCount(4);
    text.setWrapText(true);
    text.setId("compose-text");
    text.setPromptText("Say something to the model");
    text.setAccessibleText("Message");
    text.addEventFilter(javafx.scene.input.KeyEvent.KEY_PRESSED, e -> leaveOnTab(text, e));
    return new VBox(text);
  }

  private HBox pictureRow() {
    Button add = new Button("Add a picture", new FontIcon(Feather.IMAGE));
    add.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    add.setOnAction(e -> choosePicture());
    Button remove = new Button("", new FontIcon(Feather.X));
    remove.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    remove.setAccessibleText("Remove the picture");
    remove.setOnAction(e -> model.imageProperty().set(Optional.empty()));
    pictureName.setMinWidth(0);
    picture.getChildren().addAll(pictureName, remove);
    picture.setAlignment(Pos.CENTER_LEFT);
    HBox row = new HBox(add, picture);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("compose-row");
    return row;
  }

  private void drawPicture() {
    Optional<ComposeModel.Attachment> image = model.imageProperty().get();
    picture.setVisible(image.isPresent());
    pictureName.setText(
        image.map(i -> i.name() + ", " + Amounts.bytes(i.base64().length() * 3L / 4)).orElse(""));
  }

  private void choosePicture() {
    var pictures =
        new FileDialogs.Kind("Pictures", List.of("*.png", "*.jpg", "*.jpeg", "*.webp", "*.gif"));
    shell
        .dialogs()
        .file(getScene().getWindow(), "Choose a picture", List.of(pictures))
        .ifPresent(this::attach);
  }

  private void acceptDrops() {
    setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles() && mediaType(e.getDragboard().getFiles()).isPresent()) {
            e.acceptTransferModes(TransferMode.COPY);
            e.consume();
          }
        });
    setOnDragDropped(
        e -> {
          attach(e.getDragboard().getFiles().getFirst().toPath());
          e.setDropCompleted(true);
          e.consume();
        });
  }

  private static Optional<String> mediaType(List<File> files) {
    return files.isEmpty() ? Optional.empty() : mediaType(files.getFirst().toPath());
  }

  private static Optional<String> mediaType(Path file) {
    String name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return switch (dot < 0 ? "" : name.substring(dot + 1)) {
      case "png" -> Optional.of("image/png");
      case "jpg", "jpeg" -> Optional.of("image/jpeg");
      case "webp" -> Optional.of("image/webp");
      case "gif" -> Optional.of("image/gif");
      default -> Optional.empty();
    };
  }

  /** Reads the file off the JavaFX thread. */
  private void attach(Path file) {
    Optional<String> type = mediaType(file);
    if (type.isEmpty()) {
      shell.notices().problem("Not a picture", "Choose a PNG, JPEG, WebP or GIF file.", () -> {});
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                if (Files.size(file) > LARGEST_PICTURE) {
                  tooLarge();
                  return;
                }
                String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
                var attachment =
                    new ComposeModel.Attachment(file.getFileName().toString(), type.get(), base64);
                FxThread.later(() -> model.imageProperty().set(Optional.of(attachment)));
              } catch (IOException e) {
                FxThread.later(
                    () ->
                        shell
                            .notices()
                            .problem("The picture could not be read", e.getMessage(), () -> {}));
              }
            });
  }

  private void tooLarge() {
    FxThread.later(
        () ->
            shell
                .notices()
                .problem(
                    "The picture is too large",
                    "Choose one below " + Amounts.bytes(LARGEST_PICTURE) + ".",
                    () -> {}));
  }

  private void drawTools() {
    tools.getChildren().clear();
    for (CannedTool tool : model.tools()) {
      CheckBox offered = new CheckBox(tool.name());
      offered.getStyleClass().add("mono");
      offered.setMnemonicParsing(false);
      offered.setSelected(tool.offered());
      offered.setTooltip(new Tooltip(tool.description() + "\nAlways answers: " + tool.result()));
      offered.setOnAction(e -> replace(tool, tool.offer(offered.isSelected())));
      Button edit = new Button("", new FontIcon(Feather.EDIT_2));
      edit.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
      edit.setAccessibleText("Edit the tool " + tool.name());
      edit.setOnAction(e -> editTool(Optional.of(tool)));
      HBox row = new HBox(offered, edit);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("compose-row");
      tools.getChildren().add(row);
    }
    Button add = new Button("Add a tool", new FontIcon(Feather.PLUS));
    add.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    add.setId("compose-add-tool");
    add.setOnAction(e -> editTool(Optional.empty()));
    tools.getChildren().add(add);
  }

  private void replace(CannedTool old, CannedTool next) {
    int at = model.tools().indexOf(old);
    if (at >= 0) {
      model.tools().set(at, next);
    }
  }

  private void editTool(Optional<CannedTool> old) {
    shell
        .overlay()
        .show(
            new ToolEditor(
                old,
                next -> {
                  old.ifPresentOrElse(o -> replace(o, next), () -> model.tools().add(next));
                  shell.overlay().close();
                },
                () -> {
                  old.ifPresent(model.tools()::remove);
                  shell.overlay().close();
                }));
  }

  private GridPane sampling() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("compose-sampling");
    number(grid, 0, 0, "Temperature", model.temperatureProperty());
    number(grid, 2, 0, "Top p", model.topPProperty());
    number(grid, 0, 1, "Most tokens", model.maxTokensProperty());
    number(grid, 2, 1, "Seed", model.seedProperty());
    CheckBox streaming = new CheckBox("Stream the reply");
    streaming.selectedProperty().bindBidirectional(model.streamingProperty());
    grid.add(streaming, 0, 2, 4, 1);
    return grid;
  }

  private static void number(GridPane grid, int x, int y, String name, StringProperty value) {
    Label label = new Label(name);
    label.setMinWidth(USE_PREF_SIZE);
    TextField field =
        line(
            name,
            value,
            "auto",
            "compose-" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
    label.setLabelFor(field);
    field.setPrefColumnCount(5);
    GridPane.setHgrow(field, Priority.ALWAYS);
    grid.add(label, x, y);
    grid.add(field, x + 1, y);
  }
}
