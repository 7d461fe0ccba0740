package dev.hearth.desk.journal;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.CodeView;
import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Sending a request again, as it was or edited, and comparing what came of it. */
final class ReplayPage extends VBox {
  /** Letters of width for how it goes, beside the buttons. */
  private static final double ROOM_FOR_STATE = 8;

  private final ReplayModel model;
  private final Consumer<String> reveal;
  private final CodeView body = new CodeView(true).named("The request to send");
  private final Label problem = new Label();
  private final Button send = new Button("Send", new FontIcon(Feather.REPEAT));
  private final Button cancel = new Button("Cancel", new FontIcon(Feather.X));
  private final Button restore = new Button("As recorded", new FontIcon(Feather.ROTATE_CCW));
  private final ProgressBar progress = new ProgressBar(0);
  private final Label state = new Label();
  private final ListView<ReplayModel.Run> runs;
  private final StackPane result = new StackPane();

  ReplayPage(ReplayModel model, Consumer<String> reveal, Runnable close) {
    this.model = model;
    this.reveal = reveal;
    this.runs = new ListView<>(model.runs());
    getStyleClass().addAll("journal-page", "replay-page");
    Halves halves = new Halves(request(), outcomes());
    VBox.setVgrow(halves, Priority.ALWAYS);
    getChildren().addAll(PageHead.of("Replay", subtitle(), close), halves);
    body.setText(model.bodyProperty().get());
    body.textProperty().addListener((o, old, now) -> model.bodyProperty().set(now));
    model.bodyProperty().subscribe(this::refresh);
    model.timesProperty().subscribe(this::refresh);
    model.serverProperty().subscribe(this::refresh);
    model.stateProperty().subscribe(this::refresh);
    // After the list has taken the change in, or it would move the choice to the next row.
    model.runs().subscribe(() -> FxThread.later(this::choose));
    runs.getSelectionModel().selectedItemProperty().subscribe(this::show);
    refresh();
  }

  private String subtitle() {
    ExchangeSummary s = model.source().summary();
    return s.caller().client() + "  ·  " + s.model() + "  ·  " + s.path();
  }

  private Region request() {
    VBox.setVgrow(body, Priority.ALWAYS);
    TextField times = field("replay-times", "How often", "1", 4);
    times.textProperty().bindBidirectional(model.timesProperty());
    TextField server = field("replay-server", "Which server", "This proxy", 18);
    server.textProperty().bindBidirectional(model.serverProperty());
    PasswordField key = new PasswordField();
    key.setPromptText("none");
    key.setPrefColumnCount(7);
    key.setAccessibleText("That server's key, not kept");
    key.textProperty().bindBidirectional(model.keyProperty());
    HBox keyBox = named("Key", key);
    keyBox.visibleProperty().bind(model.serverProperty().map(s -> !s.isBlank()));
    keyBox.managedProperty().bind(keyBox.visibleProperty());
    FlowPane row = new FlowPane(named("Times", times), named("To", server), keyBox);
    row.getStyleClass().addAll("form-row", "bar-flow");
    problem.getStyleClass().add("bad");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    VBox box = new VBox(body, row, problem, buttons());
    box.getStyleClass().add("replay-request");
    box.setMinWidth(0);
    return box;
  }

  private RoomyRow buttons() {
    send.setId("replay-send");
    send.getStyleClass().add(Styles.ACCENT);
    send.setMinWidth(USE_PREF_SIZE);
    send.setOnAction(e -> model.start());
    cancel.setId("replay-cancel");
    cancel.setOnAction(e -> model.cancel());
    restore.setOnAction(
        e -> {
          model.restore();
          body.setText(model.bodyProperty().get());
        });
    state.getStyleClass().add("muted");
    state.setMinWidth(0);
    state.setWrapText(true);
    state.setMinHeight(USE_PREF_SIZE);
    HBox words = new HBox(progress, state);
    words.getStyleClass().add("form-row");
    words.setAlignment(Pos.CENTER_LEFT);
    FlowPane all = new FlowPane(restore, cancel, send);
    all.getStyleClass().add("bar-flow");
    all.setAlignment(Pos.CENTER_RIGHT);
    RoomyRow buttons = new RoomyRow(words, all, ROOM_FOR_STATE);
    buttons.getStyleClass().add("form-row");
    return buttons;
  }

  private static TextField field(String id, String name, String prompt, int columns) {
    TextField field = new TextField();
    field.setId(id);
    field.setAccessibleText(name);
    field.setPromptText(prompt);
    field.setPrefColumnCount(columns);
    return field;
  }

  private static HBox named(String text, TextField field) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    field.setMinWidth(USE_PREF_SIZE);
    HBox box = new HBox(label, field);
    box.getStyleClass().add("form-row");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private Region outcomes() {
    runs.setId("replay-runs");
    runs.setAccessibleText("Runs");
    runs.getStyleClass().add("replay-runs");
    runs.setCellFactory(v -> new RunCell());
    runs.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            open(runs.getSelectionModel().getSelectedItem());
            e.consume();
          }
        });
    runs.visibleProperty().bind(javafx.beans.binding.Bindings.isNotEmpty(model.runs()));
    runs.managedProperty().bind(runs.visibleProperty());
    result.getStyleClass().add("replay-result");
    VBox.setVgrow(result, Priority.ALWAYS);
    VBox box = new VBox(runs, result);
    box.setMinWidth(0);
    return box;
  }

  /** What stands where the first run will be compared. */
  private EmptyState nothingYet() {
    return model.running()
        ? new EmptyState(
            Feather.SEND,
            "On its way",
            "The first run is compared here when its reply is complete.")
        : new EmptyState(
            Feather.COLUMNS,
            "Nothing sent yet",
            "Change what you like at the left, then send. Each run appears here beside the"
                + " original: its reply, its tool calls and its times.");
  }

  private void refresh() {
    boolean running = model.running();
    if (model.runs().isEmpty()) {
      result.getChildren().setAll(nothingYet());
    }
    String why = model.problem();
    problem.setText(why);
    problem.setVisible(!why.isEmpty());
    problem.setManaged(!why.isEmpty());
    send.setDisable(running || !why.isEmpty());
    send.setText(model.edited() ? "Send edited" : "Send as recorded");
    cancel.setVisible(running);
    cancel.setManaged(running);
    restore.setVisible(model.edited());
    restore.setManaged(model.edited());
    progress.setVisible(running);
    progress.setManaged(running);
    switch (model.stateProperty().get()) {
      case ReplayModel.State.Ready() -> state.setText("");
      case ReplayModel.State.Running(int done, int total) -> {
        progress.setProgress(total == 1 ? -1 : (double) done / total);
        state.setText(done + " of " + total);
      }
      case ReplayModel.State.Broken(String reason) -> state.setText(reason);
    }
  }

  /** The newest run is shown unless the user looks at another one. */
  private void choose() {
    if (runs.getSelectionModel().getSelectedIndex() < 0 && !model.runs().isEmpty()) {
      runs.getSelectionModel().select(0);
    }
  }

  private void open(ReplayModel.Run run) {
    if (run != null) {
      run.exchange().ifPresent(x -> reveal.accept(x.id()));
    }
  }

  private void show(ReplayModel.Run run) {
    if (run == null) {
      return;
    }
    if (run.comparison().isEmpty() || run.exchange().isEmpty()) {
      StackPane box = new StackPane(new MessageBox(Chip.Tone.BAD, run.problem()));
      box.getStyleClass().add("comparison");
      box.setAlignment(Pos.TOP_CENTER);
      result.getChildren().setAll(box);
      return;
    }
    ScrollPane scroll =
        new ScrollPane(
            new ComparisonView(
                run.comparison().get(),
                model.source(),
                run.exchange().get(),
                ComparisonView.Names.REPLAY));
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("Comparison");
    result.getChildren().setAll(scroll);
  }

  private final class RunCell extends ListCell<ReplayModel.Run> {
    private final Label number = new Label();
    private final Chip outcome = new Chip();
    private final Label facts = new Label();
    private final Button open = new Button("Open", new FontIcon(Feather.EXTERNAL_LINK));
    private final HBox row;

    RunCell() {
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      number.getStyleClass().add("strong");
      number.setMinWidth(USE_PREF_SIZE);
      open.setMinWidth(USE_PREF_SIZE);
      facts.getStyleClass().addAll("mono", "muted");
      facts.setMinWidth(0);
      open.getStyleClass().addAll(Styles.FLAT, "small-link");
      // By keys Enter does it, in the list.
      open.setFocusTraversable(false);
      open.setOnAction(e -> open(getItem()));
      row = new HBox(number, outcome, facts, gap, open);
      row.getStyleClass().add("form-row");
      row.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(ReplayModel.Run run, boolean empty) {
      super.updateItem(run, empty);
      if (empty || run == null) {
        setGraphic(null);
        return;
      }
      number.setText("Run " + run.number());
      open.setVisible(run.exchange().isPresent());
      facts.setText(run.exchange().map(x -> facts(x.summary())).orElse(run.problem()));
      outcome(run);
      setGraphic(row);
      setAccessibleText(number.getText() + ", " + outcome.getText() + ", " + facts.getText());
    }

    private void outcome(ReplayModel.Run run) {
      boolean well = run.exchange().filter(x -> x.summary().phase() == Phase.DONE).isPresent();
      boolean same = run.comparison().filter(c -> c.sameOutcome()).isPresent();
      outcome.setText(!well ? "Failed" : same ? "Same" : "Different");
      outcome.setTone(!well ? Chip.Tone.BAD : same ? Chip.Tone.GOOD : Chip.Tone.WARN);
      outcome.setIcon(!well ? Feather.X : same ? Feather.CHECK : Feather.SHUFFLE);
    }

    private static String facts(ExchangeSummary s) {
      return Amounts.nanos(s.timings().total())
          + (s.tokensPerSecond() > 0 ? "  " + Amounts.speed(s.tokensPerSecond()) + " tok/s" : "")
          + (s.attempts() > 1 ? "  " + s.attempts() + " attempts" : "");
    }
  }
}
