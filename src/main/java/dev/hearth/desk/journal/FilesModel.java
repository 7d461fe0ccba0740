package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.services.Threads;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Long work on a file: where it stands, and the way to call it off. */
final class FilesModel {
  private static final Logger LOG = LoggerFactory.getLogger(FilesModel.class);

  /** Progress is told this often in exchanges; more would only flood the window. */
  private static final long TELL_EVERY = 20;

  private final Threads threads;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Idle());
  private final AtomicBoolean calledOff = new AtomicBoolean();

  /** Where it stands. */
  sealed interface State {
    /** Nothing has begun. */
    record Idle() implements State {}

    /** Under way; a negative share is unknown. */
    record Busy(double share, String words) implements State {}

    /** It is done. */
    record Done(String words) implements State {}

    /** It could not be done. */
    record Broken(String why) implements State {}
  }

  /** The work; gives the words to show when it is done. */
  @FunctionalInterface
  interface Work {
    String run(dev.hearth.desk.services.Going going) throws IOException;
  }

  FilesModel(Threads threads) {
    this.threads = threads;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  boolean busy() {
    return state.get() instanceof State.Busy;
  }

  void cancel() {
    calledOff.set(true);
  }

  void start(Work work) {
    if (busy()) {
      return;
    }
    calledOff.set(false);
    state.set(new State.Busy(-1, "Starting…"));
    threads
        .background()
        .execute(
            () -> {
              State end = outcome(work);
              threads.fx().execute(() -> state.set(end));
            });
  }

  private State outcome(Work work) {
    try {
      return new State.Done(work.run(this::going));
    } catch (IOException | RuntimeException e) {
      LOG.warn("work on a file failed", e);
      return new State.Broken(
          "That did not work: "
              + e.getMessage()
              + ". Check the folder and who may write to it, or choose another file.");
    }
  }

  private boolean going(long done, long total) {
    if (done % TELL_EVERY == 0) {
      double share = total == 0 ? -1 : (double) done / total;
      String words =
          Amounts.count(done) + (total == 0 ? "" : " of " + Amounts.count(total)) + " requests";
      threads
          .fx()
          .execute(
              () -> {
                if (busy()) {
                  state.set(new State.Busy(share, words));
                }
              });
    }
    return !calledOff.get();
  }
}
