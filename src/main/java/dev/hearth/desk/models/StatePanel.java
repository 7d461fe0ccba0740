package dev.hearth.desk.models;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.CopyButton;
import dev.hearth.desk.controls.RoomyRow;
import dev.hearth.models.fit.MeasuredMemory;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelState;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.server.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the selected model's server is doing, a different panel for each state. */
final class StatePanel extends VBox {
  /** Letters of width that the words need beside the button. */
  private static final double ROOM_FOR_WORDS = 16;

  private final CardModel card;
  private final InstantSource clock;
  private final MetricsPane metrics;
  private final Remedies remedies;
  private final Runnable log;
  private final Label stage = words("state-stage");
  private final Label elapsed = new Label();
  private final Label detail = words("state-detail");
  private final ProgressBar progress = new ProgressBar();
  private final VBox loading = loading();
  private final ToggleButton pin = new ToggleButton("Keep loaded", new FontIcon(Feather.ANCHOR));
  private final Label serving = words("state-serving");
  private final Label unloads = words("state-unloads");
  private final VBox running;
  private final SecondHand seconds = new SecondHand(this::tick);

  /**
   * A panel.
   *
   * @param remedies what mends a failure
   * @param log shows the server's log
   */
  StatePanel(CardModel card, InstantSource clock, Remedies remedies, Runnable log) {
    this.card = card;
    this.clock = clock;
    this.remedies = remedies;
    this.log = log;
    this.metrics = new MetricsPane(card);
    getStyleClass().add("state-panel");
    setId("state-panel");
    pin.setId("state-pin");
    pin.getStyleClass().add("quiet-toggle");
    pin.setOnAction(e -> card.pin(pin.isSelected()));
    running = running();
    card.runProperty().subscribe((was, now) -> show());
    card.modelProperty().subscribe((was, now) -> show());
    sceneProperty().subscribe((was, now) -> keepTime());
    show();
  }

  private VBox loading() {
    progress.setId("state-progress");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("Loading");
    elapsed.getStyleClass().add("caption");
    elapsed.setMinWidth(Region.USE_PREF_SIZE);
    stage.getStyleClass().add("strong");
    HBox.setHgrow(stage, Priority.ALWAYS);
    stage.setMaxWidth(Double.MAX_VALUE);
    HBox head = new HBox(stage, elapsed);
    detail.getStyleClass().add("caption");
    VBox box = new VBox(head, progress, detail);
    box.getStyleClass().addAll("state-box", "state-loading");
    return box;
  }

  private VBox running() {
    serving.getStyleClass().add("caption");
    unloads.getStyleClass().add("caption");
    VBox texts = new VBox(serving, unloads);
    pin.setMinWidth(Region.USE_PREF_SIZE);
    VBox box = new VBox(new RoomyRow(texts, pin, ROOM_FOR_WORDS), metrics);
    box.getStyleClass().addAll("state-box", "state-running");
    return box;
  }

  private static Label words(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private void show() {
    Optional<Model> model = card.modelProperty().get();
    ServerState state = card.runProperty().get().state();
    Node content =
        switch (state) {
          case ServerState.Starting it -> showLoading(it);
          case ServerState.Ready it -> showRunning("");
          case ServerState.Sleeping it ->
              showRunning("Asleep: its memory is given back. It wakes with the next request.");
          case ServerState.Draining it ->
              showRunning("Finishing what is under way, then it stops. Nothing new is taken.");
          case ServerState.Stopping it -> note(Feather.CLOCK, "Stopping.", "");
          case ServerState.Failed it -> failed(it.failure());
          case ServerState.Stopped it -> model.map(this::atRest).orElse(null);
        };
    if (content == null) {
      getChildren().clear();
    } else if (getChildren().size() != 1 || getChildren().getFirst() != content) {
      getChildren().setAll(content);
    }
    Buttons.shown(this, content != null);
    keepTime();
  }

  private Node showLoading(ServerState.Starting starting) {
    stage.setText(sentence(starting.words()));
    progress.setProgress(
        starting.percent().isPresent()
            ? starting.percent().getAsInt() / 100.0
            : ProgressBar.INDETERMINATE_PROGRESS);
    detail.setText(starting.detail());
    Buttons.shown(detail, !starting.detail().isEmpty());
    tick();
    return loading;
  }

  private Node showRunning(String more) {
    Optional<ServerState.Ready> ready =
        switch (card.runProperty().get().state()) {
          case ServerState.Ready it -> Optional.of(it);
          case ServerState.Sleeping it -> Optional.of(it.ready());
          case ServerState.Draining it -> Optional.of(it.ready());
          default -> Optional.empty();
        };
    StringBuilder text = new StringBuilder(more.isEmpty() ? "" : more + " ");
    ready.ifPresent(
        r -> {
          text.append("Serving on port ").append(r.endpoint().base().getPort());
          r.window().ifPresent(w -> text.append(", ").append(window(w)));
          text.append(", process ").append(r.pid()).append('.');
          if (r.restarts() > 0) {
            text.append(" Started again ")
                .append(r.restarts() == 1 ? "once" : r.restarts() + " times")
                .append(" after a crash; the log has the reason.");
          }
        });
    card.runProperty().get().held().ifPresent(held -> text.append(took(held)));
    serving.setText(text.toString());
    pin.setSelected(card.runProperty().get().pinned());
    tick();
    return running;
  }

  private static String took(MeasuredMemory held) {
    long gpu = held.onGpu().total();
    String ram = Amounts.bytes(held.inRam().total()) + " of RAM.";
    return " It took " + (gpu > 0 ? Amounts.bytes(gpu) + " of GPU memory and " + ram : ram);
  }

  private static String window(dev.hearth.runtime.server.ContextWindow window) {
    return Amounts.count(window.perRequest()) + " tokens a request";
  }

  private Node atRest(Model model) {
    return model.state().kind() == ModelState.Kind.COMPLETE
        ? null
        : note(Feather.ALERT_CIRCLE, "It cannot be started.", model.state().reason());
  }

  private static Node note(Feather icon, String title, String text) {
    Label heading = words("state-title");
    heading.setText(title);
    heading.getStyleClass().add("strong");
    Label body = words("state-text");
    body.setText(text);
    VBox texts = new VBox(heading, body);
    Buttons.shown(body, !text.isEmpty());
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = new HBox(new FontIcon(icon), texts);
    row.getStyleClass().addAll("state-box", "state-note");
    return row;
  }

  private Node failed(ServerFailure failure) {
    Label cause = words("state-cause");
    cause.setText(failure.cause());
    cause.getStyleClass().addAll("strong");
    Label remedy = words("state-remedy");
    remedy.setText(failure.remedy());
    FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add("failed-icon");
    VBox texts = new VBox(cause, remedy);
    HBox.setHgrow(texts, Priority.ALWAYS);
    CopyButton copy =
        new CopyButton(
            "Copy the failure and its lines",
            () -> failure.sentence() + "\n" + String.join("\n", failure.lines()));
    HBox head = new HBox(icon, texts, copy);
    head.getStyleClass().add("state-head");
    VBox box = new VBox(head);
    box.getStyleClass().addAll("state-box", "state-failed");
    if (!failure.lines().isEmpty()) {
      Label lines = words("state-lines");
      lines.setText(String.join("\n", failure.lines()));
      lines.getStyleClass().addAll("mono", "command-box");
      lines.setMaxWidth(Double.MAX_VALUE);
      box.getChildren().add(lines);
    }
    box.getChildren().add(answers(failure));
    return box;
  }

  private FlowPane answers(ServerFailure failure) {
    FlowPane row = new FlowPane();
    row.getStyleClass().add("state-answers");
    remedies.of(failure).stream()
        .map(it -> Buttons.text("remedy-" + it.id(), it.text(), it.icon(), it.deed()))
        .forEach(row.getChildren()::add);
    row.getChildren().add(Buttons.text("remedy-log", "Open the log", Feather.TERMINAL, log));
    return row;
  }

  private static String sentence(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  /** Ticks only while there is a time to show. */
  private void keepTime() {
    boolean needed =
        getScene() != null
            && (card.runProperty().get().state() instanceof ServerState.Starting
                || card.runProperty().get().unloadsAt().isPresent());
    seconds.run(needed);
  }

  private void tick() {
    Instant now = clock.instant();
    if (card.runProperty().get().state() instanceof ServerState.Starting it) {
      elapsed.setText(Math.max(0, Duration.between(it.since(), now).toSeconds()) + " s");
    }
    Optional<Instant> at = card.runProperty().get().unloadsAt();
    unloads.setText(
        at.map(
                t ->
                    "Unloads in "
                        + Amounts.countdown(
                            Duration.ofSeconds(Math.max(0, Duration.between(now, t).toSeconds())))
                        + " if nobody uses it.")
            .orElse(""));
    Buttons.shown(unloads, at.isPresent());
  }

  void close() {
    seconds.run(false);
  }
}
