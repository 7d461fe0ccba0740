package dev.hearth.desk;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.Background;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** What becomes of Hearth when its window is closed: it stays in the tray if asked to, or ends. */
final class Closing {
  private final Stage stage;
  private final Background background;
  private final Runnable keep;
  private final Runnable end;

  /**
   * Takes over the window's close button.
   *
   * @param keep saves what the window remembers
   * @param end ends everything
   */
  Closing(Stage stage, Background background, Runnable keep, Runnable end) {
    this.stage = stage;
    this.background = background;
    this.keep = keep;
    this.end = end;
    stage.setOnCloseRequest(this::asked);
  }

  private void asked(WindowEvent event) {
    event.consume();
    if (background.wanted()) {
      background.enter(() -> FxThread.run(stage::show), () -> FxThread.run(this::quit));
      stage.hide();
      keep.run();
    } else {
      quit();
    }
  }

  private void quit() {
    background.leave();
    stage.hide();
    end.run();
  }
}
