package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.controls.MessageBox;
import dev.hearth.desk.tour.InSight;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

/** The journal's folder cannot be made: a line says so, and the traffic goes on. */
class NoJournalTour extends JournalWalk {
  @Override
  Path file() {
    return dir.resolve("no-folder").resolve("journal.db");
  }

  @Override
  int kept() {
    return 0;
  }

  @Override
  void prepare() throws Exception {
    Files.writeString(dir.resolve("no-folder"), "a file where a folder should be");
  }

  @Test
  void aLineSaysThatNothingIsRecordedAndTrafficGoesOn() throws Exception {
    until(() -> there(".journal-banner .message-box"));
    MessageBox line = find(".journal-banner .message-box");
    assertThat(words(line)).contains("Nothing is being recorded");
    assertThat(this.<Labeled>find("#journal-state .chip").getText()).isEqualTo("Not recording");
    Script.retried("live").forEach((Event e) -> fakes.feed.publish(e));
    until(() -> table().getItems().size() == 1);
    shootAll("journal-failed");
    until(() -> InSight.of(find(".journal-banner .message-box .label")));
    resize(1024, 700);
    zoom(200);
    until(() -> !words(line).contains("cannot be written"));
    clickWhenShown("#warning-more");
    until(() -> words(line).contains("tried again"));
    clickWhenShown("#warning-more");
    until(() -> !words(line).contains("tried again"));
    zoom(100);
    resize(1280, 800);
    until(() -> words(line).contains("cannot be written"));
  }

  private static String words(MessageBox box) {
    return fx(
        () ->
            String.join(
                " ",
                box.lookupAll(".label").stream()
                    .filter(Node::isVisible)
                    .map(n -> ((Labeled) n).getText())
                    .toList()));
  }
}
