package dev.hearth.desk.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hearth.desk.controls.FxThread;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadGuardTour {
  @BeforeEach
  void startToolkit() throws InterruptedException {
    Toolkit.start();
  }

  @Test
  void aTextSetFromAnotherThreadIsNoticed() {
    ThreadGuard guard = new ThreadGuard();
    VBox box = Tour.fx(VBox::new);
    Label late =
        Tour.fx(
            () -> {
              guard.watch(box);
              Label label = new Label("before");
              box.getChildren().add(label);
              return label;
            });
    Tour.fx(
        () -> {
          late.setText("here");
          return null;
        });
    assertThat(guard.intrusions()).isEmpty();
    late.setText("elsewhere");
    assertThat(guard.intrusions()).hasSize(1).first().asString().contains("text of Label");
  }

  @Test
  void theDoorToTheThreadRefusesOthers() {
    assertThatIllegalStateException().isThrownBy(FxThread::check);
    Tour.fx(
        () -> {
          FxThread.check();
          return null;
        });
  }
}
