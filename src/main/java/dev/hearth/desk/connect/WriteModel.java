package dev.hearth.desk.connect;

import dev.hearth.clients.ClientApp;
import dev.hearth.clients.ConfigChange;
import dev.hearth.clients.ConfigRefused;
import dev.hearth.clients.ProxyAddress;
import dev.hearth.desk.services.ClientSetup;
import dev.hearth.desk.services.Threads;
import java.io.IOException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writing one client's configuration: shown first, then done, then perhaps taken back. */
final class WriteModel {
  private static final Logger LOG = LoggerFactory.getLogger(WriteModel.class);

  private final ClientApp client;
  private final ClientSetup setup;
  private final Threads threads;
  private final ReadOnlyObjectWrapper<WriteState> state =
      new ReadOnlyObjectWrapper<>(new WriteState.Idle());
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();

  WriteModel(ClientApp client, ClientSetup setup, Threads threads) {
    this.client = client;
    this.setup = setup;
    this.threads = threads;
    if (possible()) {
      threads.background().execute(this::lookForUndo);
    }
  }

  /** Whether Hearth can write this client's configuration at all. */
  boolean possible() {
    return client.write().isPresent();
  }

  ReadOnlyObjectProperty<WriteState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /** Works out what would change and shows it. */
  void plan(ProxyAddress address) {
    run("Reading the file", () -> new WriteState.Planned(setup.plan(client, address)));
  }

  /** Writes what is shown. */
  void apply(Runnable whenWritten) {
    if (state.get() instanceof WriteState.Planned(ConfigChange change)) {
      run(
          "Writing the file",
          () -> {
            WriteState written = new WriteState.Written(change.file(), setup.apply(change));
            threads.fx().execute(whenWritten);
            return written;
          });
    }
  }

  /** Takes the last change back. */
  void undo() {
    run("Putting the old file back", () -> new WriteState.Undone(setup.undo(client)));
  }

  /** Leaves things as they are. */
  void dismiss() {
    if (!(state.get() instanceof WriteState.Busy)) {
      state.set(new WriteState.Idle());
    }
  }

  /** Leaves things as they are if a change is shown; false when there is none. */
  boolean leave() {
    boolean shown = state.get() instanceof WriteState.Planned;
    if (shown) {
      dismiss();
    }
    return shown;
  }

  /** A change worked out for other values must not be written. */
  void addressChanged() {
    if (state.get() instanceof WriteState.Planned) {
      state.set(new WriteState.Idle());
    }
  }

  private void lookForUndo() {
    boolean can = setup.undoable(client);
    threads.fx().execute(() -> undoable.set(can));
  }

  /** Work on the disk that ends in a state. */
  private interface Step {
    WriteState take() throws ConfigRefused, IOException;
  }

  private void run(String what, Step step) {
    if (state.get() instanceof WriteState.Busy) {
      return;
    }
    state.set(new WriteState.Busy(what));
    threads
        .background()
        .execute(
            () -> {
              WriteState next = outcome(step);
              threads.fx().execute(() -> state.set(next));
              lookForUndo();
            });
  }

  private WriteState outcome(Step step) {
    try {
      return step.take();
    } catch (ConfigRefused e) {
      return new WriteState.Refused(e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.warn("the configuration of {} could not be handled", client.name(), e);
      return new WriteState.Refused(
          "The file could not be read or written: "
              + e.getMessage()
              + ". Check who may write to it, or copy the text instead.");
    }
  }
}
