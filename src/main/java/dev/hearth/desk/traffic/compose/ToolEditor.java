package dev.hearth.desk.traffic.compose;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.CodeView;
import dev.hearth.desk.controls.ShownText;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A tool's name, description, schema and canned result. */
final class ToolEditor extends VBox {
  private final TextField name = new TextField();
  private final TextField description = new TextField();
  private final CodeView schema = new CodeView(true).named("Schema of the arguments");
  private final TextArea result = new TextArea();
  private final Label problem = new Label();

  ToolEditor(Optional<CannedTool> old, Consumer<CannedTool> save, Runnable remove) {
    getStyleClass().addAll("panel", "tool-editor");
    Label title = new Label(old.isPresent() ? "Edit the tool" : "A new tool");
    title.getStyleClass().add("panel-title");
    CannedTool start =
        old.orElse(
            new CannedTool(
                "", "", "{\"type\": \"object\", \"properties\": {}, \"required\": []}", "", true));
    name.setText(start.name());
    name.setAccessibleText("Name");
    description.setText(start.description());
    description.setAccessibleText("Description");
    schema.setText(ShownText.of(start.schema()).text());
    schema.setLines(10);
    schema.getStyleClass().add("code-box");
    result.setText(start.result());
    result.setPrefRowCount(3);
    result.setWrapText(true);
    result.setAccessibleText("Result");
    problem.getStyleClass().add("bad");
    Button done = new Button("Keep the tool");
    done.getStyleClass().add(Styles.ACCENT);
    done.setOnAction(e -> save(save));
    Button away = new Button("Remove");
    away.setVisible(old.isPresent());
    away.setOnAction(e -> remove.run());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox buttons = new HBox(away, gap, problem, done);
    buttons.setAlignment(Pos.CENTER_LEFT);
    buttons.getStyleClass().add("compose-row");
    getChildren()
        .addAll(
            title,
            field("Name", name),
            field("What the model is told", description),
            field("Schema of the arguments", schema),
            field("What it always answers", result),
            buttons);
  }

  private static VBox field(String label, javafx.scene.Node node) {
    Label title = new Label(label);
    title.getStyleClass().add("group-title");
    VBox box = new VBox(title, node);
    box.getStyleClass().add("compose-field");
    return box;
  }

  private void save(Consumer<CannedTool> save) {
    CannedTool tool =
        new CannedTool(
            name.getText().strip(),
            description.getText().strip(),
            schema.getText(),
            result.getText(),
            true);
    problem.setText(tool.problem());
    if (tool.problem().isEmpty()) {
      save.accept(tool);
    }
  }
}
