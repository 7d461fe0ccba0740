package dev.hearth.desk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.Toolkit;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class RememberTest {
  @BeforeAll
  static void startToolkit() throws InterruptedException {
    Toolkit.start();
  }

  private static TableView<String> table(UiState state, double scale) {
    TableView<String> table = new TableView<>();
    for (String id : List.of("time", "client", "speed")) {
      TableColumn<String, String> column = new TableColumn<>(id);
      column.setId(id);
      column.setPrefWidth(100 * scale);
      table.getColumns().add(column);
    }
    Remember.columns(table.getColumns(), "test.columns", state, () -> scale);
    return table;
  }

  @Test
  void columnsComeBackAsTheyWereLeft() {
    UiState state = UiState.inMemory();
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          TableView<String> left = table(state, 1);
          left.getColumns().get(2).setVisible(false);
          left.resizeColumn(left.getColumns().get(1), 50);
          left.getColumns().add(left.getColumns().removeFirst());
          return null;
        });
    TableView<String> back = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> table(state, 2));
    assertThat(back.getColumns())
        .extracting(TableColumn::getId)
        .containsExactly("client", "speed", "time");
    assertThat(back.getColumns().get(0).getPrefWidth()).as("twice as large letters").isEqualTo(300);
    assertThat(back.getColumns().get(1).isVisible()).isFalse();
    assertThat(back.getColumns().get(2).isVisible()).isTrue();
  }
}
