package dev.hearth.desk.traffic;

import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Shown;
import dev.hearth.desk.tour.Tour;
import dev.hearth.desk.traffic.look.VerdictLook;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.exchange.Verdict;
import dev.hearth.wire.ToolCall;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guard's verdict on an attempt, from its decision to the row and to the attempt's card. */
class VerdictTour extends Tour {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final int REQUESTS = 6;
  private static final String BODY =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Read the notes\"}]}";

  private final FakeServices services = FakeServices.ready();
  private int published;

  @BeforeEach
  void openTraffic() {
    open(services.all(), shell -> List.of(new TrafficPlace(shell)), 1280, 800);
  }

  @Test
  void aVerdictIsSeenInTheRowAndInTheAttemptsSoon() throws InterruptedException {
    Shown figure = new Shown("a decision on an attempt to its verdict in the row and in Attempts");
    for (int i = 0; i < REQUESTS; i++) {
      String id = "04-%02d".formatted(i);
      published = 0;
      Script script = Script.of(id).time(NOON.plusSeconds(i)).received(0);
      tell(script.understood(1, BODY, "read_file").sent(2).firstToken(20));
      choose(id);
      attempt(1);
      judge(figure, id, 1, script, Decision.NUDGED, Verdict.NUDGED);
      tell(script.nudged(40, 1, 1).sent(41).firstToken(60));
      attempt(2);
      judge(figure, id, 2, script, Decision.GAVE_UP, Verdict.GAVE_UP);
      tell(script.answered(90, 200).finished(91, 900, 12));
    }
    figure.tell();
  }

  private void judge(
      Shown figure, String id, int attempt, Script script, Decision decision, Verdict verdict)
      throws InterruptedException {
    String word = VerdictLook.of(verdict).word();
    ToolCall call = new ToolCall("c" + attempt, "read_file", "{\"file\":\"notes\"}");
    script.judged(
        attempt * 35L, decision, "", List.of(call), Script.finding("SCHEMA", "read_file"));
    figure.after(() -> tell(script), () -> shows(row(id), word) && shows(card(attempt), word));
  }

  /** Publishes what the script has more than before. */
  private void tell(Script script) {
    List<Event> events = script.events();
    events.subList(published, events.size()).forEach(services.feed::publish);
    published = events.size();
  }

  private void choose(String id) {
    until(() -> table().getItems().stream().anyMatch(r -> r.id().equals(id)));
    fx(
        () -> {
          table().getItems().stream()
              .filter(r -> r.id().equals(id))
              .forEach(table().getSelectionModel()::select);
          return null;
        });
    until(() -> tabs() != null && tabs().isVisible());
  }

  /** Waits until an attempt is shown as running. */
  private void attempt(int number) {
    until(
        () -> {
          // With a request that was not retried its conversation comes to the front.
          tabs().getTabs().stream()
              .filter(t -> t.getId().equals("tab-attempts"))
              .forEach(tabs().getSelectionModel()::select);
          return robot.lookup(".attempt-card").queryAll().size() == number
              && shows(card(number), "running");
        });
  }

  private Node card(int number) {
    return scene().getRoot().lookupAll(".attempt-card").stream()
        .filter(n -> shows(n, "Attempt " + number))
        .findFirst()
        .orElse(null);
  }

  private Node row(String id) {
    return table().lookupAll(".table-row-cell").stream()
        .map(TableRow.class::cast)
        .filter(Node::isVisible)
        .filter(r -> r.getItem() instanceof TrafficRow t && t.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private static boolean shows(Node node, String word) {
    return node instanceof Text text && Objects.equals(text.getText(), word)
        || node instanceof Parent parent
            && parent.getChildrenUnmodifiable().stream().anyMatch(child -> shows(child, word));
  }

  private TabPane tabs() {
    return (TabPane) scene().lookup("#traffic-inspector");
  }

  @SuppressWarnings("unchecked")
  private TableView<TrafficRow> table() {
    return (TableView<TrafficRow>) scene().lookup("#traffic-table");
  }
}
