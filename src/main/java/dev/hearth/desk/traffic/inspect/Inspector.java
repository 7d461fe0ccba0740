package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.shell.Shell;
import dev.hearth.traffic.exchange.Exchange;
import java.util.Optional;
import javafx.scene.control.TabPane;

/** The tabs below the table. */
public final class Inspector extends TabPane {
  private static final String REMEMBERED = "traffic.tab";
  private static final String CONVERSATION = "conversation";
  private static final String ATTEMPTS = "attempts";

  private final Shell shell;
  private InspectorTab.Subject subject;
  private InspectorTab.Subject drawn;
  private LazyTab drawnIn;
  private boolean choosing;

  public Inspector(Shell shell) {
    this.shell = shell;
    getStyleClass().add("inspector");
    setId("traffic-inspector");
    setAccessibleText("About the request");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setTabDragPolicy(TabDragPolicy.FIXED);
    getTabs()
        .setAll(
            new LazyTab(CONVERSATION, "Conversation", ConversationTab::new),
            new LazyTab(ATTEMPTS, "Attempts", AttemptsTab::new),
            new LazyTab("stream", "Stream", () -> new StreamTab(shell)),
            new LazyTab("tools", "Tools", ToolsTab::new),
            new LazyTab("hops", "Request / Response", HopsTab::new),
            new LazyTab("timing", "Timing", TimingTab::new),
            new LazyTab("raw", "Raw", RawTab::new));
    shell.state().text(REMEMBERED).ifPresent(this::open);
    getSelectionModel().selectedItemProperty().subscribe(t -> tabChosen());
  }

  /** Shows an exchange; a retried one opens at its attempts unless another tab was chosen. */
  public void show(Exchange exchange, int messagesBefore) {
    boolean another = subject == null || !subject.exchange().id().equals(exchange.id());
    boolean retriedJustNow =
        !another && !subject.exchange().summary().retried() && exchange.summary().retried();
    subject = new InspectorTab.Subject(exchange, messagesBefore);
    if (another || retriedJustNow) {
      openFitting(exchange.summary().retried());
    }
    draw();
  }

  /** Brings a tab to the front. */
  public void open(String id) {
    getTabs().stream()
        .filter(t -> ((LazyTab) t).name().equals(id))
        .findFirst()
        .ifPresent(getSelectionModel()::select);
  }

  /** Goes so many tabs to the right. */
  public void step(int by) {
    int next = getSelectionModel().getSelectedIndex() + by;
    getSelectionModel().select(Math.floorMod(next, getTabs().size()));
  }

  /** Opens the search of the tab in front. */
  public boolean openSearch() {
    return front().view().openSearch();
  }

  /** What is shown, if anything is. */
  public Optional<Exchange> shown() {
    return Optional.ofNullable(subject).map(InspectorTab.Subject::exchange);
  }

  private void openFitting(boolean retried) {
    String now = front().name();
    choosing = true;
    if (retried && now.equals(CONVERSATION)) {
      open(ATTEMPTS);
    } else if (!retried && now.equals(ATTEMPTS)) {
      open(CONVERSATION);
    }
    choosing = false;
  }

  private LazyTab front() {
    return (LazyTab) getSelectionModel().getSelectedItem();
  }

  private void tabChosen() {
    if (!choosing) {
      shell.state().put(REMEMBERED, front().name());
    }
    draw();
  }

  private void draw() {
    if (subject != null && (subject != drawn || drawnIn != front())) {
      drawn = subject;
      drawnIn = front();
      drawnIn.view().show(subject);
    }
  }
}
