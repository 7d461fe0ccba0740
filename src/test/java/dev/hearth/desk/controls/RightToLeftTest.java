package dev.hearth.desk.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.tour.Toolkit;
import java.util.stream.IntStream;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

/** A failure while text is laid out would end all painting. */
class RightToLeftTest {
  private static final int[] WIDTHS = IntStream.rangeClosed(1, 60).map(i -> i * 20).toArray();

  @BeforeAll
  static void start() throws InterruptedException {
    Toolkit.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "שלום עולם זה טקסט ארוך מאוד שלא נכנס לשורה אחת ",
        "مرحبا بالعالم هذا نص عربي طويل جدا ",
        "Mend `read()` in שלום עולם.java, مرحبا بالعالم, and go on; ",
        "left \u202eoverridden to the right\u202c and back; "
      })
  void wrapsAtEveryWidth(String words) {
    String text = words.repeat(12);
    for (int width : WIDTHS) {
      double flow = fx(() -> new TextFlow(new Text(text)).prefHeight(width));
      double prose = fx(() -> new InlineFlow(text, "card-text").prefHeight(width));
      assertThat(flow).as("height at %d", width).isPositive();
      assertThat(prose).as("height of prose at %d", width).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"שלום עולם זה טקסט ארוך ", "مرحبا بالعالم هذا نص عربي "})
  void proseIsAsTallAsItsLines(String words) {
    InlineFlow prose = fx(() -> new InlineFlow(words.repeat(20), "card-text"));
    assertThat(fx(() -> prose.prefHeight(200))).isGreaterThan(3 * fx(() -> prose.prefHeight(2000)));
  }

  private static <T> T fx(java.util.concurrent.Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(30_000, task);
  }
}
