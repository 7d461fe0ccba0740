package dev.hearth.desk.traffic.inspect;

import dev.hearth.desk.shell.Shell;
import dev.hearth.traffic.exchange.Exchange;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** The tabs below the table. */
public final class Inspector extends TabPane {
  private static final String REMEMBERED = "traffic.tab";
  private static final String CONVERSATION = "conversation";
  private static final String ATTEMPTS = "attempts";

  private final List<InspectorTab> all;
  private final Shell shell;
  private InspectorTab.Subject subject;
  private InspectorTab.Subject drawn;
  private InspectorTab drawnIn;
  private boolean choosing;

  public Inspector(Shell shell) {
    this.shell = shell;
    this.all =
        List.of(
            new ConversationTab(),
            new AttemptsTab(),
            new StreamTab(shell),
            new ToolsTab(),
            new HopsTab(),
            new TimingTab(),
            new RawTab());
    getStyleClass().add("inspector");
    setId("traffic-inspector");
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setTabDragPolicy(TabDragPolicy.FIXED);
    for (InspectorTab one : all) {
      Tab tab = new Tab(one.title(), one.node());
      tab.setId("tab-" + one.id());
      tab.setUserData(one);
      getTabs().add(tab);
    }
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
        .filter(t -> ((InspectorTab) t.getUserData()).id().equals(id))
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
    return front().openSearch();
  }

  /** What is shown, if anything is. */
  public Optional<Exchange> shown() {
    return Optional.ofNullable(subject).map(InspectorTab.Subject::exchange);
  }

  private void openFitting(boolean retried) {
    String now = front().id();
    choosing = true;
    if (retried && now.equals(CONVERSATION)) {
      open(ATTEMPTS);
    } else if (!retried && now.equals(ATTEMPTS)) {
      open(CONVERSATION);
    }
    choosing = false;
  }

  private InspectorTab front() {
    return (InspectorTab) getSelectionModel().getSelectedItem().getUserData();
  }

  private void tabChosen() {
    if (!choosing) {
      shell.state().put(REMEMBERED, front().id());
    }
    draw();
  }

  private void draw() {
    if (subject != null && (subject != drawn || drawnIn != front())) {
      drawn = subject;
      drawnIn = front();
      drawnIn.show(subject);
    }
  }
}
