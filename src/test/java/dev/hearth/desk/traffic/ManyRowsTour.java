package dev.hearth.desk.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.traffic.exchange.Script;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many rows as the table promises to stay smooth with. */
class ManyRowsTour extends Tour {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** Room is left for what comes during the walk, so that no row has to go. */
  private static final int ROWS = Ledger.MOST_ROWS - 200;

  private static final int RARE = 1_000;

  private final FakeServices services = FakeServices.ready();

  @BeforeEach
  void openTraffic() {
    open(services.all(), shell -> List.of(new TrafficPlace(shell)), 1280, 800);
    publish(0, ROWS);
    until(() -> table().getItems().size() == ROWS);
  }

  private void publish(int from, int to) {
    for (int i = from; i < to; i++) {
      Script.of("01%07d".formatted(i))
          .time(NOON.plusMillis(i * 20L))
          .model(i % RARE == 0 ? "gpt-oss-20b" : "qwen3-coder")
          .received(0)
          .understood(1, "{\"messages\":[{\"role\":\"user\",\"content\":\"row\"}]}", "read_file")
          .sent(2)
          .answered(20, 200)
          .finished(30, 900, 12)
          .events()
          .forEach(services.feed::publish);
    }
  }

  @SuppressWarnings("unchecked")
  private TableView<TrafficRow> table() {
    return (TableView<TrafficRow>) scene().lookup("#traffic-table");
  }

  private VirtualFlow<?> flow() {
    return (VirtualFlow<?>) table().lookup(".virtual-flow");
  }

  private int firstVisible() {
    return flow().getFirstVisibleCell().getIndex();
  }

  private TextField filter() {
    return (TextField) scene().lookup("#filter-text");
  }

  @Test
  void filterAndScrollAndNothingIsStolen() {
    long asked = System.nanoTime();
    robot.clickOn("#filter-text").write("model:gpt-oss-20b ");
    until(() -> table().getItems().size() == (ROWS + RARE - 1) / RARE);
    System.out.printf(
        "a filter typed and applied to %d rows: %d ms%n",
        ROWS, (System.nanoTime() - asked) / 1_000_000);
    robot.clickOn(".filter-chip");
    until(() -> table().getItems().size() == ROWS);
    for (int to = 0; to < ROWS; to += ROWS / 25) {
      int row = to;
      fx(
          () -> {
            table().scrollTo(row);
            return null;
          });
      settle();
    }
    fx(
        () -> {
          table().getSelectionModel().select(ROWS / 2);
          table().scrollTo(ROWS / 2 - 3);
          table().requestFocus();
          return null;
        });
    settle();
    robot.type(KeyCode.J);
    TrafficRow middle = fx(() -> table().getItems().get(ROWS / 2 + 1));
    until(() -> table().getSelectionModel().getSelectedItem() == middle);
    robot.clickOn("#filter-text").write("model:o");
    until(() -> flow().getFirstVisibleCell() != null && table().getItems().size() == ROWS);
    int first = fx(this::firstVisible);
    publish(ROWS, ROWS + 100);
    until(() -> table().getItems().size() == ROWS + 100);
    settle();
    assertThat(fx(this::firstVisible)).isEqualTo(first);
    assertThat(fx(() -> table().getSelectionModel().getSelectedItem())).isSameAs(middle);
    assertThat(fx(() -> filter().getText())).isEqualTo("model:o");
    assertThat(fx(() -> filter().isFocused())).isTrue();
  }
}
