package dev.hearth.desk.models;

import dev.hearth.desk.services.ModelRuns;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.desk.services.RunView;
import dev.hearth.desk.services.Watch;
import dev.hearth.models.library.Model;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.runtime.server.StartStage;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The selected model and its server: what it is doing, and what can be done with it. */
final class CardModel implements AutoCloseable {
  private final ModelShelf shelf;
  private final ModelRuns runs;
  private final LaunchModel launch;
  private final LogView log;
  private final InstantSource clock;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<Optional<Model>> model =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<RunView> run = new ReadOnlyObjectWrapper<>(RunView.AT_REST);
  private final ReadOnlyObjectWrapper<Optional<ServerMetrics>> metrics =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final Watch runWatch;
  private Map<String, RunView> all = Map.of();
  private Optional<String> asked = Optional.empty();
  private Watch metricsWatch = () -> {};
  private String measured = "";

  CardModel(
      ModelShelf shelf,
      ModelRuns runs,
      LaunchModel launch,
      LogView log,
      InstantSource clock,
      Executor fx) {
    this.shelf = shelf;
    this.runs = runs;
    this.launch = launch;
    this.log = log;
    this.clock = clock;
    this.fx = fx;
    runWatch = runs.runs().watch(now -> fx.execute(() -> runs(now)));
  }

  ReadOnlyObjectProperty<Optional<Model>> modelProperty() {
    return model.getReadOnlyProperty();
  }

  /** Its server; a start is shown the moment it is asked for. */
  ReadOnlyObjectProperty<RunView> runProperty() {
    return run.getReadOnlyProperty();
  }

  /** How its server is doing, while it runs. */
  ReadOnlyObjectProperty<Optional<ServerMetrics>> metricsProperty() {
    return metrics.getReadOnlyProperty();
  }

  /** Why something asked for was not done; empty for nothing. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  LaunchModel launch() {
    return launch;
  }

  LogView log() {
    return log;
  }

  /** Shows another model, or the same after the library learnt more. */
  void show(Optional<Model> next) {
    boolean other = !next.map(Model::id).equals(model.get().map(Model::id));
    model.set(next);
    if (other) {
      problem.set("");
      asked = Optional.empty();
    }
    launch.show(next);
    refresh();
  }

  /** The model that would have to go for this one, if one would. */
  Optional<String> inTheWay() {
    return run.get().state().resting()
        ? Freed.inTheWay(alias(), all, runs.room())
        : Optional.empty();
  }

  boolean startable() {
    return model.get().filter(Model::startable).isPresent()
        && run.get().state().resting()
        && !launch.refused();
  }

  boolean stoppable() {
    return !run.get().state().resting() && !(run.get().state() instanceof ServerState.Stopping);
  }

  /** Starts it with what the card shows, which is kept first. */
  void start() {
    if (startable()) {
      begin(() -> runs.start(alias()));
    }
  }

  /** Stops it and starts it with what the card shows. */
  void restart() {
    if (stoppable()) {
      begin(() -> runs.restart(alias()));
    }
  }

  private void begin(Supplier<CompletableFuture<Void>> how) {
    String alias = alias();
    problem.set("");
    asked = Optional.of(alias);
    refresh();
    launch
        .save()
        .thenCompose(saved -> how.get())
        .whenCompleteAsync((ready, failure) -> begun(alias, failure), fx);
  }

  private void begun(String alias, Throwable failure) {
    if (asked.equals(Optional.of(alias))) {
      asked = Optional.empty();
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    boolean told = cause == null || cause instanceof CancellationException;
    if (!told
        && alias.equals(alias())
        && !(all.get(alias) instanceof RunView known && failed(known))) {
      problem.set(
          cause instanceof ServerFailedException it
              ? it.failure().sentence()
              : LaunchModel.words(cause));
    }
    refresh();
  }

  private static boolean failed(RunView view) {
    return view.state() instanceof ServerState.Failed;
  }

  void stop() {
    if (stoppable()) {
      asked = Optional.empty();
      problem.set("");
      runs.stop(alias()).whenCompleteAsync((gone, failure) -> said(failure), fx);
    }
  }

  void pin(boolean pinned) {
    runs.pin(alias(), pinned);
  }

  void toggleFavourite() {
    model
        .get()
        .ifPresent(
            m ->
                shelf
                    .favourite(m.id(), !m.notes().favourite())
                    .whenCompleteAsync((done, failure) -> said(failure), fx));
  }

  void rename(String alias) {
    model
        .get()
        .ifPresent(
            m ->
                shelf.alias(m.id(), alias).whenCompleteAsync((done, failure) -> said(failure), fx));
  }

  void notes(String text) {
    model
        .get()
        .filter(m -> !m.notes().text().equals(text))
        .ifPresent(
            m -> shelf.notes(m.id(), text).whenCompleteAsync((done, failure) -> said(failure), fx));
  }

  void reveal() {
    model
        .get()
        .ifPresent(
            m -> shelf.reveal(m.path()).whenCompleteAsync((done, failure) -> said(failure), fx));
  }

  private void said(Throwable failure) {
    problem.set(failure == null ? "" : LaunchModel.words(failure));
  }

  String alias() {
    return model.get().map(Model::alias).orElse("");
  }

  private void runs(Map<String, RunView> now) {
    all = now;
    refresh();
  }

  private void refresh() {
    String alias = alias();
    launch.freeing(Freed.before(alias, all, runs.room()));
    RunView now = all.getOrDefault(alias, RunView.AT_REST);
    if (asked.equals(Optional.of(alias)) && now.state().resting()) {
      // The answer to a click is seen at once, also while another model has to finish first.
      now =
          now.withState(
              new ServerState.Starting(
                  StartStage.LAUNCHING,
                  OptionalInt.empty(),
                  inTheWay().map(other -> "waiting for " + other + " to finish").orElse(""),
                  clock.instant()));
    }
    if (sameStart(now)) {
      return;
    }
    run.set(now);
    follow(alias, now);
    log.follow(alias.isEmpty() ? Optional.empty() : runs.log(alias));
  }

  private boolean sameStart(RunView now) {
    return now.equals(run.get()) && measured.equals(alias());
  }

  private void follow(String alias, RunView now) {
    boolean serving = now.state().serving();
    if (!measured.equals(alias) || !serving) {
      metricsWatch.close();
      metricsWatch = () -> {};
      metrics.set(Optional.empty());
    }
    if (serving && metrics.get().isEmpty()) {
      metricsWatch.close();
      metricsWatch =
          runs.watchMetrics(
              alias,
              sample ->
                  fx.execute(
                      () -> {
                        if (alias.equals(alias()) && run.get().state().serving()) {
                          metrics.set(Optional.of(sample));
                        }
                      }));
    }
    measured = alias;
  }

  @Override
  public void close() {
    runWatch.close();
    metricsWatch.close();
    log.close();
  }
}
