package dev.hearth.desk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.Toolkit;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  private static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 1920, 1080);

  @ParameterizedTest
  @CsvSource({
    "100, 80, true",
    "-1000, 80, true",
    "-1200, 80, false",
    "1790, 80, true",
    "1850, 80, false",
    "100, -20, true",
    "100, -200, false",
    "100, 1000, false",
    "2500, 80, false",
    "NaN, NaN, false",
  })
  void aWindowComesBackOnlyWhereItCanBeReached(double x, double y, boolean reachable) {
    assertThat(Remember.reachable(new Rectangle2D(x, y, 1280, 800), SCREEN)).isEqualTo(reachable);
  }

  @Test
  void aPlaceOnAScreenThatHasGoneIsLeftToTheSystem() {
    UiState state = UiState.inMemory();
    state.put("window.x", 90_000.0);
    state.put("window.y", 40.0);
    state.put("window.width", 50_000.0);
    state.put("window.height", 20.0);
    Stage stage = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> remembered(state));
    assertThat(stage.getX()).isNaN();
    assertThat(stage.getY()).isNaN();
    assertThat(stage.getWidth()).isLessThan(50_000);
    assertThat(stage.getHeight()).isGreaterThanOrEqualTo(700);
  }

  @Test
  void aPlaceOnAScreenIsTakenAgain() {
    UiState state = UiState.inMemory();
    state.put("window.x", 30.0);
    state.put("window.y", 40.0);
    Stage stage = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> remembered(state));
    assertThat(stage.getX()).isEqualTo(30);
    assertThat(stage.getY()).isEqualTo(40);
    assertThat(stage.getWidth()).isEqualTo(1280);
  }

  private static Stage remembered(UiState state) {
    Stage stage = new Stage();
    stage.setMinWidth(1024);
    stage.setMinHeight(700);
    Remember.window(stage, state, 1280, 800);
    return stage;
  }
}
