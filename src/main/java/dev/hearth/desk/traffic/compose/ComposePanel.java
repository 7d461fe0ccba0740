package dev.hearth.desk.traffic.compose;

import atlantafx.base.theme.Styles;
import dev.hearth.desk.controls.Chip;
import dev.hearth.desk.controls.CodeView;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.ComposedRequest;
import dev.hearth.desk.services.Sending;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.inspect.ConversationView;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.practice.Scenario;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Writes requests, sends them through the proxy and shows the reply as it comes. */
public final class ComposePanel extends VBox {
  private final ComposeModel model = new ComposeModel();
  private final Shell shell;
  private final Courier courier;
  private final ComposeForm form;
  private final CodeView json = new CodeView(true).named("Request body");
  private final ConversationView reply;
  private final Button send = new Button("Send", new FontIcon(Feather.SEND));
  private final Button stop = new Button("Stop", new FontIcon(Feather.SQUARE));
  private final Label problem = new Label();
  private final HBox outcome = new HBox();
  private Subscription watching = Subscription.EMPTY;
  private Optional<Sending> sending = Optional.empty();
  private String mark = "";

  public ComposePanel(Shell shell, Courier courier, Runnable close) {
    this.shell = shell;
    this.courier = courier;
    this.form = new ComposeForm(model, shell);
    this.reply = new ConversationView();
    getStyleClass().add("compose");
    setMinWidth(0);
    StackPane editor = new StackPane(form, json);
    form.visibleProperty().bind(model.asJsonProperty().not());
    json.visibleProperty().bind(model.asJsonProperty());
    json.textProperty().subscribe(t -> model.jsonProperty().set(t));
    model
        .jsonProperty()
        .subscribe(
            t -> {
              if (!t.equals(json.getText())) {
                json.setText(t);
              }
            });
    VBox.setVgrow(editor, Priority.SOMETIMES);
    editor.setPrefHeight(360);
    VBox.setVgrow(reply, Priority.ALWAYS);
    reply.setPrefHeight(320);
    reply.sayWhenEmpty(
        "The reply appears here", "It is an ordinary request: the table shows it too.");
    problem.getStyleClass().addAll("bad", "compose-problem");
    problem.setWrapText(true);
    show(problem, false);
    outcome.getStyleClass().add("compose-outcome");
    outcome.setAlignment(Pos.CENTER_LEFT);
    show(outcome, false);
    getChildren().addAll(head(close), editor, problem, sendBar(), outcome, reply);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (KeyCombination.keyCombination("Shortcut+Enter").match(e)) {
            send();
            e.consume();
          }
        });
  }

  /** Opens a recorded request for editing. */
  public void edit(Exchange exchange) {
    model.edit(exchange.summary().path(), exchange.request().text());
    applyCss();
    json.requestFocus();
  }

  /** Puts the caret where writing begins. */
  public void focusText() {
    // What scrolls is in the window only once it has its skin.
    applyCss();
    form.focusText();
  }

  /** Whether the practice model answers. */
  public ObservableBooleanValue practising() {
    return form.practising();
  }

  /** Has a message written that shows what Hearth is for. */
  public void practise() {
    applyCss();
    form.practise(Scenario.UNKNOWN_TOOL);
  }

  /** Fills in the model that answered last, if none was chosen. */
  public void suggestModel(String name) {
    if (model.modelProperty().get().isBlank()) {
      model.modelProperty().set(name);
    }
  }

  /** Stops watching; the window closes. */
  public void close() {
    form.close();
    watching.unsubscribe();
  }

  private HBox head(Runnable close) {
    Label title = new Label("Compose");
    title.getStyleClass().add("panel-title");
    title.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button fresh = icon("Begin a new conversation", Feather.FILE_PLUS, this::restart);
    Button mode = new Button("JSON");
    mode.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    mode.setTooltip(new Tooltip("Switch between the form and the request's JSON"));
    mode.textProperty().bind(model.asJsonProperty().map(j -> j ? "Form" : "JSON"));
    mode.setOnAction(e -> switchMode());
    HBox head = new HBox(title, gap, mode, fresh, icon("Close compose", Feather.X, close));
    head.getStyleClass().add("compose-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private HBox sendBar() {
    send.getStyleClass().add(Styles.ACCENT);
    send.setId("compose-send");
    send.setTooltip(new Tooltip("Send through the proxy  Ctrl+Enter"));
    send.setOnAction(e -> send());
    stop.setOnAction(e -> stop());
    show(stop, false);
    Label path = new Label();
    path.getStyleClass().addAll("mono", "muted");
    path.textProperty().bind(model.pathProperty());
    path.setMinWidth(0);
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    send.setMinWidth(USE_PREF_SIZE);
    stop.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar = new HBox(path, gap, stop, send);
    bar.getStyleClass().add("compose-send-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    return bar;
  }

  private static Button icon(String what, Feather code, Runnable run) {
    Button button = new Button("", new FontIcon(code));
    button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    button.setAccessibleText(what);
    button.setTooltip(new Tooltip(what));
    button.setOnAction(e -> run.run());
    return button;
  }

  private void switchMode() {
    if (model.asJsonProperty().get()) {
      model.asJsonProperty().set(false);
      model.pathProperty().set(ComposeModel.CHAT);
    } else {
      model.formToJson();
    }
  }

  private void restart() {
    model.restart();
    forget();
    reply.clear();
    show(outcome, false);
    form.focusText();
  }

  private void send() {
    String wrong = model.problem();
    problem.setText(wrong);
    show(problem, !wrong.isEmpty());
    if (wrong.isEmpty() && !stop.isVisible()) {
      deliver(model.send());
    }
  }

  private void deliver(byte[] body) {
    forget();
    mark = UUID.randomUUID().toString();
    ComposedRequest request =
        new ComposedRequest(
            model.pathProperty().get(), List.of(new Header(ComposedRequest.MARK, mark)), body);
    show(stop, true);
    show(outcome, false);
    send.setDisable(true);
    watching = courier.exchangeMarked(mark).subscribe(this::progress);
    Sending now = shell.services().proxy().send(request);
    sending = Optional.of(now);
    now.done().whenComplete((status, failure) -> FxThread.run(() -> ended(now, failure)));
  }

  private void progress(Exchange exchange) {
    if (exchange == null) {
      return;
    }
    reply.show(exchange, 0);
    if (!exchange.summary().phase().live()) {
      over(exchange);
    }
  }

  /** The exchange tells how it went; the connection only tells when nothing ever arrived. */
  private void ended(Sending which, Throwable failure) {
    if (sending.filter(s -> s == which).isEmpty()) {
      return;
    }
    if (failure != null) {
      idle();
      problem.setText("The request could not be sent: " + cause(failure));
      show(problem, true);
    }
  }

  private static String cause(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }

  private void over(Exchange exchange) {
    boolean first = stop.isVisible();
    idle();
    tell(exchange);
    if (first && exchange.summary().phase() == Phase.DONE) {
      var next = model.replied(reply.said(), reply.calls());
      next.ifPresent(body -> FxThread.later(() -> deliver(body)));
    }
  }

  private void tell(Exchange exchange) {
    outcome.getChildren().clear();
    Verdict verdict = exchange.summary().verdict();
    if (verdict != Verdict.UNJUDGED) {
      outcome.getChildren().add(VerdictLook.of(verdict).chip());
    }
    if (exchange.summary().retried()) {
      outcome
          .getChildren()
          .add(
              new Chip(
                  exchange.summary().attempts() + " attempts", Chip.Tone.WARN, Feather.ROTATE_CCW));
    }
    Hyperlink link = new Hyperlink("Show in the table");
    link.setId("compose-reveal");
    link.setOnAction(e -> courier.reveal(exchange.id()));
    outcome.getChildren().add(link);
    show(outcome, true);
  }

  private void stop() {
    sending.ifPresent(Sending::cancel);
    idle();
  }

  private void idle() {
    show(stop, false);
    send.setDisable(false);
  }

  private void forget() {
    watching.unsubscribe();
    watching = Subscription.EMPTY;
    if (!mark.isEmpty()) {
      courier.forget(mark);
    }
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
