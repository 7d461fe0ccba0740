package dev.hearth.desk.connect;

import dev.hearth.clients.ClientApp;
import dev.hearth.clients.Probe;
import dev.hearth.clients.ProbeResult;
import dev.hearth.clients.ProxyAddress;
import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.services.ClientSetup;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.Trial;
import java.util.Arrays;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The four probes of one client, as they go. */
final class TrialModel {
  /** How a probe stands. */
  enum Mark {
    WAITING,
    RUNNING,
    PASSED,
    FAILED,
    /** Called off before it was its turn, or while it ran. */
    SKIPPED
  }

  /** A line of the test. */
  record Step(Probe probe, Mark mark, String time, String finding, String fix) {
    static Step of(Probe probe, Mark mark) {
      return new Step(probe, mark, "", "", "");
    }

    static Step of(ProbeResult r) {
      return new Step(
          r.probe(),
          r.passed() ? Mark.PASSED : Mark.FAILED,
          Amounts.duration(r.took()),
          r.finding(),
          r.fix());
    }

    boolean over() {
      return mark != Mark.WAITING && mark != Mark.RUNNING;
    }
  }

  private final ClientApp client;
  private final ClientSetup setup;
  private final Threads threads;
  private final ObservableList<Step> steps = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private Trial trial;

  /** Results of a test that was called off must not reach the next one. */
  private int round;

  TrialModel(ClientApp client, ClientSetup setup, Threads threads) {
    this.client = client;
    this.setup = setup;
    this.threads = threads;
  }

  /**
   * Whether four ticks would say something true: a client that cannot use this proxy would not be
   * helped by them.
   */
  boolean possible() {
    return client.limits().isEmpty();
  }

  /** The probes, none before the first test. */
  ObservableList<Step> steps() {
    return steps;
  }

  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** The outcome in a sentence, empty while there is none. */
  ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** How much of the test is over, 0..1. */
  double progress() {
    return steps.isEmpty()
        ? 0
        : (double) steps.stream().filter(Step::over).count() / Probe.values().length;
  }

  void start(ProxyAddress address) {
    if (running.get()) {
      return;
    }
    int mine = ++round;
    running.set(true);
    summary.set("");
    steps.setAll(
        Arrays.stream(Probe.values())
            .map(p -> Step.of(p, p.ordinal() == 0 ? Mark.RUNNING : Mark.WAITING))
            .toList());
    trial =
        setup.test(
            client, address, result -> threads.fx().execute(() -> told(mine, Step.of(result))));
    trial.done().whenComplete((v, e) -> threads.fx().execute(() -> ended(mine, e)));
  }

  void cancel() {
    if (running.get()) {
      trial.cancel();
      ended(round, null);
    }
  }

  private void told(int which, Step step) {
    if (which != round || !running.get()) {
      return;
    }
    int at = step.probe().ordinal();
    steps.set(at, step);
    if (at + 1 < steps.size()) {
      steps.set(at + 1, Step.of(Probe.values()[at + 1], Mark.RUNNING));
    }
  }

  private void ended(int which, Throwable failure) {
    if (which != round || !running.get()) {
      return;
    }
    steps.replaceAll(s -> s.over() ? s : Step.of(s.probe(), Mark.SKIPPED));
    running.set(false);
    summary.set(failure == null ? verdict() : "The test could not run: " + failure.getMessage());
  }

  private String verdict() {
    long passed = count(Mark.PASSED);
    if (passed == steps.size()) {
      return "All is well: " + client.name() + " can work with this proxy.";
    }
    if (count(Mark.SKIPPED) > 0) {
      return "Called off.";
    }
    long failed = count(Mark.FAILED);
    return failed == 1 ? "One thing does not work yet." : failed + " things do not work yet.";
  }

  private long count(Mark mark) {
    return steps.stream().filter(s -> s.mark() == mark).count();
  }
}
