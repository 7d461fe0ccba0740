package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.traffic.Event;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficTour extends Tour {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final FakeServices services = FakeServices.ready();

  @BeforeEach
  void openTraffic() {
    open(services.all(), shell -> List.of(new TrafficPlace(shell)), 1280, 800);
  }

  private void publish(List<Event> events) {
    events.forEach(services.feed::publish);
  }

  private void aDay() {
    for (int i = 0; i < 6; i++) {
      Instant time = NOON.plusSeconds(i * 60L);
      publish(Scenes.passed("01A" + i + "-passed", time).events());
      publish(Scenes.rescued("01A" + i + "-rescued", time.plusSeconds(9)).events());
    }
    publish(Scenes.gaveUp("01B-gave-up", NOON.plusSeconds(400)).events());
    publish(Scenes.broken("01C-broken", NOON.plusSeconds(420)).events());
    publish(Scenes.retried("01D-retried", NOON.plusSeconds(440)).events());
    publish(Scenes.streaming("01E-live", NOON.plusSeconds(460)).events());
    until(() -> table().getItems().size() == 16);
  }

  @SuppressWarnings("unchecked")
  private TableView<TrafficRow> table() {
    return (TableView<TrafficRow>) scene().lookup("#traffic-table");
  }

  private TabPane tabs() {
    return (TabPane) scene().lookup("#traffic-inspector");
  }

  private void choose(String id) {
    fx(
        () -> {
          TrafficRow row =
              table().getItems().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
          table().getSelectionModel().select(row);
          // A notice is a window of its own, which the headless display gives the keys.
          stage.requestFocus();
          table().requestFocus();
          return null;
        });
    settle();
  }

  private void tab(String id) {
    fx(
        () -> {
          tabs().getTabs().stream()
              .filter(t -> t.getId().equals("tab-" + id))
              .forEach(tabs().getSelectionModel()::select);
          return null;
        });
    settle();
  }

  @Test
  void newRowsStealNeitherSelectionNorScrollNorHalfTypedFilter() {
    for (int i = 0; i < 300; i++) {
      publish(Scenes.passed("01A" + i, NOON.plusSeconds(i)).events());
    }
    until(() -> table().getItems().size() == 300);
    choose("01A10");
    robot.type(KeyCode.J);
    until(() -> table().getSelectionModel().getSelectedItem().id().equals("01A11"));
    fx(
        () -> {
          table().scrollTo(5);
          return null;
        });
    robot.clickOn("#filter-text").write("model:qw");
    int first = fx(this::firstVisible);
    for (int i = 300; i < 400; i++) {
      publish(Scenes.retried("01A" + i, NOON.plusSeconds(i)).events());
    }
    until(() -> table().getItems().size() == 400);
    settle();
    assertThat(fx(this::firstVisible)).isEqualTo(first);
    assertThat(table().getSelectionModel().getSelectedItem().id()).isEqualTo("01A11");
    assertThat(this.<javafx.scene.control.TextField>find("#filter-text").getText())
        .isEqualTo("model:qw");
    assertThat(this.<javafx.scene.control.TextField>find("#filter-text").isFocused()).isTrue();
    robot.clickOn("#follow-pill");
    until(() -> lastVisible() == 399);
  }

  @Test
  void aFilterNarrowsTheTableAndTheInspectorStays() {
    aDay();
    choose("01D-retried");
    until(() -> tabs().getSelectionModel().getSelectedItem().getId().equals("tab-attempts"));
    robot.clickOn("#filter-text").write("verdict:rescued ");
    until(() -> table().getItems().size() == 6);
    assertThat(robot.lookup(".filter-chip").queryAll()).hasSize(1);
    assertThat(robot.lookup(".attempt-card").queryAll()).hasSize(2);
    shoot("traffic-filtered");
    robot.clickOn(".filter-chip");
    until(() -> table().getItems().size() == 16);
    until(() -> table().getSelectionModel().getSelectedItem() != null);
    assertThat(table().getSelectionModel().getSelectedItem().id()).isEqualTo("01D-retried");
  }

  @Test
  void completionOffersWhatWasSeen() {
    aDay();
    robot.clickOn("#filter-text").write("tool:edi");
    until(() -> !robot.lookup(".suggestion-insert").queryAll().isEmpty());
    settle();
    shoot("traffic-completion");
    robot.type(KeyCode.TAB);
    settle();
    until(
        () ->
            this.<javafx.scene.control.TextField>find("#filter-text")
                .getText()
                .equals("tool:edit_file"));
    until(() -> table().getItems().size() == 1);
  }

  @Test
  void aLiveRequestCanBeCancelledAndCopied() {
    aDay();
    choose("01E-live");
    until(() -> scene().lookup("#tool-traffic-cancel") != null);
    robot.type(KeyCode.X);
    until(() -> services.cancelled.equals(List.of("01E-live")));
    robot.type(KeyCode.C);
    until(
        () ->
            fx(() -> javafx.scene.input.Clipboard.getSystemClipboard().getString())
                .startsWith("# Add your own authorization header.\ncurl"));
  }

  @Test
  void choosingInTheStripChoosesTheLineAndBack() {
    aDay();
    choose("01D-retried");
    tab("stream");
    TableView<?> events = find("#stream-events");
    until(() -> events.getItems().size() == 48);
    robot.clickOn(".event-strip");
    until(() -> events.getSelectionModel().getSelectedIndex() >= 0);
    int chosen = events.getSelectionModel().getSelectedIndex();
    robot.type(KeyCode.RIGHT);
    until(() -> events.getSelectionModel().getSelectedIndex() > chosen);
    WritableImage whole = fx(this::strip);
    robot.type(KeyCode.PLUS);
    until(() -> differ(strip(), whole));
    WritableImage near = fx(this::strip);
    robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
    until(() -> differ(strip(), near));
    robot.type(KeyCode.DIGIT0);
    until(() -> !differ(strip(), whole));
  }

  private WritableImage strip() {
    return find(".event-strip").snapshot(null, null);
  }

  private static boolean differ(WritableImage a, WritableImage b) {
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        if (a.getPixelReader().getArgb(x, y) != b.getPixelReader().getArgb(x, y)) {
          return true;
        }
      }
    }
    return false;
  }

  private void perform(String action) {
    fx(() -> window.shell().actions().byId(action).orElseThrow().perform());
    settle();
  }

  private int firstVisible() {
    return flow().getFirstVisibleCell().getIndex();
  }

  private int lastVisible() {
    return flow().getLastVisibleCell().getIndex();
  }

  private javafx.scene.control.skin.VirtualFlow<?> flow() {
    return (javafx.scene.control.skin.VirtualFlow<?>) table().lookup(".virtual-flow");
  }

  @Test
  void picturesOfEveryTab() {
    shoot("traffic-empty");
    aDay();
    shoot("traffic-nothing-chosen");
    choose("01D-retried");
    until(() -> !robot.lookup(".attempt-card").queryAll().isEmpty());
    shootAll("traffic-attempts");
    for (String tab : List.of("conversation", "stream", "tools", "hops", "timing", "raw")) {
      tab(tab);
      settle();
      shootAll("traffic-" + tab);
    }
    choose("01E-live");
    tab("conversation");
    shoot("traffic-live");
    robot.type(KeyCode.N);
    until(() -> scene().lookup("#compose-text") != null);
    robot.write("jk");
    until(() -> this.<TextArea>find("#compose-text").getText().equals("jk"));
    fx(
        () -> {
          this.<TextArea>find("#compose-text").clear();
          return null;
        });
    shootAll("traffic-compose");
  }
}
