package dev.hearth.desk.settings;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.services.LlamaServer;
import dev.hearth.desk.services.LlamaServers;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.Trial;
import dev.hearth.runtime.install.InstallProgress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The llama-servers found here, and the install of one. */
public final class LlamaModel implements AutoCloseable {
  private final LlamaServers service;
  private final Threads threads;
  private final ObservableList<LlamaServer> found = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper installing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper stage = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Trial trial;
  private boolean cancelled;

  public LlamaModel(LlamaServers service, Threads threads) {
    this.service = service;
    this.threads = threads;
  }

  /** What was found, the one to prefer first. */
  public ObservableList<LlamaServer> found() {
    return found;
  }

  /** The one that would be used. */
  public Optional<LlamaServer> best() {
    return found.stream().filter(LlamaServer::usable).findFirst();
  }

  /** Whether the machine is being searched. */
  public ReadOnlyBooleanProperty lookingProperty() {
    return looking.getReadOnlyProperty();
  }

  /** Whether one is being installed. */
  public ReadOnlyBooleanProperty installingProperty() {
    return installing.getReadOnlyProperty();
  }

  /** How far the stage is, 0..1, negative when not known. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What the install is doing. */
  public ReadOnlyStringProperty stageProperty() {
    return stage.getReadOnlyProperty();
  }

  /** Why looking or installing failed, empty when it did not. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Searches the machine. */
  public void look() {
    if (looking.get()) {
      return;
    }
    looking.set(true);
    threads.background().execute(this::search);
  }

  /** Installs the official build. */
  public void install() {
    if (installing.get()) {
      return;
    }
    cancelled = false;
    problem.set("");
    stage.set("Asking for the newest build");
    progress.set(-1);
    installing.set(true);
    trial = service.install(p -> threads.fx().execute(() -> heard(p)));
    trial.done().whenComplete((v, e) -> threads.fx().execute(() -> ended(e)));
  }

  /** Calls the install off; nothing of it stays. */
  public void cancel() {
    if (installing.get()) {
      cancelled = true;
      stage.set("Clearing up");
      trial.cancel();
    }
  }

  @Override
  public void close() {
    cancel();
  }

  private void search() {
    try {
      List<LlamaServer> all = service.find();
      threads
          .fx()
          .execute(
              () -> {
                found.setAll(all);
                looking.set(false);
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      threads
          .fx()
          .execute(
              () -> {
                problem.set("The search failed: " + e.getMessage());
                looking.set(false);
              });
    }
  }

  private void heard(InstallProgress step) {
    if (cancelled || !installing.get()) {
      return;
    }
    boolean known = step.total() > 0;
    progress.set(known ? (double) step.done() / step.total() : -1);
    String name = step.stage().name();
    String what = name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    stage.set(
        known
            ? what + ", " + Amounts.bytes(step.done()) + " of " + Amounts.bytes(step.total())
            : what);
  }

  private void ended(Throwable failure) {
    installing.set(false);
    stage.set("");
    if (failure != null && !cancelled) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      problem.set(String.valueOf(cause.getMessage()));
    }
    look();
  }
}
