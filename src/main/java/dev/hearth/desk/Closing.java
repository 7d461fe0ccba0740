package dev.hearth.desk;

import dev.hearth.desk.services.Background;
import dev.hearth.desk.services.DeskServices;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** What becomes of Hearth when its window is closed: it stays in the tray if asked to, or ends. */
final class Closing {
  private final Stage stage;
  private final Background background;
  private final Away away;
  private final Runnable keep;
  private final Runnable end;

  /**
   * Takes over the window's close button.
   *
   * @param services what is told of while the window is closed
   * @param keep saves what the window remembers
   * @param end ends everything
   */
  Closing(Stage stage, Background background, DeskServices services, Runnable keep, Runnable end) {
    this.stage = stage;
    this.background = background;
    this.away = new Away(services, this::back, this::quit);
    this.keep = keep;
    this.end = end;
    stage.setOnCloseRequest(this::asked);
  }

  private void asked(WindowEvent event) {
    event.consume();
    if (background.wanted()) {
      // Hidden first: where the tray refuses, the window is opened again at once.
      stage.hide();
      background.enter(away);
      keep.run();
    } else {
      quit();
    }
  }

  /** Shows the window before all others, wherever it was. */
  void back() {
    background.leave();
    stage.setIconified(false);
    stage.show();
    stage.toFront();
    stage.requestFocus();
  }

  private void quit() {
    away.close();
    background.leave();
    stage.hide();
    end.run();
  }
}
