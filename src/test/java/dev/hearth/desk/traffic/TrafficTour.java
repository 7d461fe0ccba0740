package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.traffic.Event;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
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
    assertThat(services.sent).isEmpty();
  }

  @Override
  protected boolean enforcePulse() {
    return false;
  }
}
