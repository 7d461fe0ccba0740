package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Script;
import java.time.Instant;
import java.util.HashSet;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** More is kept than the table reads by itself: the rest comes a page at a time. */
class OlderTour extends JournalWalk {
  /** What the table reads at the start, and one page. */
  private static final int AT_FIRST = 2000;

  private static final int PAGE = 500;
  private static final int ALL = AT_FIRST + PAGE + 100;

  @Override
  int kept() {
    return 0;
  }

  @Override
  void fill(Instant now) {
    for (int i = 0; i < ALL; i++) {
      Script.of("o%05d".formatted(i))
          .time(now.minusSeconds(60L * (ALL - i)))
          .received(0)
          .understood(1, "{\"messages\":[{\"role\":\"user\",\"content\":\"row\"}]}", "grep")
          .sent(2)
          .answered(20, 200)
          .finished(30, 900, 12)
          .events()
          .forEach((Event e) -> fakes.feed.publish(e));
      if (i % 200 == 0) {
        journal.flush();
      }
    }
    journal.flush();
  }

  @Test
  void olderRequestsComeAPageAtATimeUntilAllAreThere() {
    until(() -> table().getItems().size() == AT_FIRST);
    until(() -> count().equals("2,000 of 2,600"));
    shoot("journal-older");
    Object oldest = fx(() -> table().getItems().getFirst());
    robot.clickOn("#traffic-older");
    until(() -> table().getItems().size() == AT_FIRST + PAGE);
    assertThat(fx(() -> table().getItems().get(PAGE))).isSameAs(oldest);
    fx(
        () -> {
          stage.requestFocus();
          table().requestFocus();
          return null;
        });
    robot.press(KeyCode.SHIFT).type(KeyCode.G).release(KeyCode.SHIFT);
    until(() -> table().getItems().size() == ALL);
    until(() -> !find("#traffic-older").isVisible());
    assertThat(new HashSet<>(fx(() -> java.util.List.copyOf(table().getItems())))).hasSize(ALL);
    until(() -> count().equals("2,600 requests"));
  }

  private String count() {
    return this.<Labeled>find(".row-count").getText();
  }
}
