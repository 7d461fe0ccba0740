package dev.hearth.desk.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.desk.services.ReplayOrder;
import dev.hearth.desk.services.ReplayService;
import dev.hearth.desk.services.ReplayStep;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.Trial;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.replay.Comparison;
import dev.hearth.traffic.replay.Edits;
import dev.hearth.traffic.replay.Replayer;
import dev.hearth.wire.Json;
import java.net.URI;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A request about to be sent again, and what came of it. Knows no control. */
final class ReplayModel {
  private final Exchange source;
  private final ReplayService service;
  private final Threads threads;
  private final String asRecorded;
  private final StringProperty body;
  private final StringProperty times = new SimpleStringProperty("1");
  private final StringProperty server = new SimpleStringProperty("");
  private final StringProperty key = new SimpleStringProperty("");
  private final ObservableList<Run> runs = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Ready());
  private Trial trial;

  /** Where it stands. */
  sealed interface State {
    /** Nothing is under way. */
    record Ready() implements State {}

    /** So many runs of so many are over. */
    record Running(int done, int total) implements State {}

    /** It could not begin or go on. */
    record Broken(String why) implements State {}
  }

  /**
   * One run.
   *
   * @param number counts from 1
   * @param comparison with the source, nothing when it failed to be sent
   * @param exchange what it became
   * @param problem why it could not be sent, empty otherwise
   */
  record Run(
      int number, Optional<Comparison> comparison, Optional<Exchange> exchange, String problem) {}

  ReplayModel(Exchange source, ReplayService service, Threads threads) {
    this.source = source;
    this.service = service;
    this.threads = threads;
    this.asRecorded = Bodies.pretty(source);
    this.body = new SimpleStringProperty(asRecorded);
  }

  Exchange source() {
    return source;
  }

  StringProperty bodyProperty() {
    return body;
  }

  StringProperty timesProperty() {
    return times;
  }

  StringProperty serverProperty() {
    return server;
  }

  StringProperty keyProperty() {
    return key;
  }

  ObservableList<Run> runs() {
    return runs;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  boolean running() {
    return state.get() instanceof State.Running;
  }

  boolean edited() {
    return !body.get().equals(asRecorded);
  }

  /** Takes every edit back. */
  void restore() {
    body.set(asRecorded);
  }

  /** Why it cannot be sent, empty when it can. */
  String problem() {
    if (!edited() && source.request().cut()) {
      return "The body was not kept in full. Write a whole one, or choose another request.";
    }
    if (edited() && Json.parse(body.get()).filter(JsonNode::isObject).isEmpty()) {
      return "The request is not a JSON object. Check for a missing comma or bracket.";
    }
    if (count() < 1) {
      return "Send it between 1 and " + Replayer.MOST_TIMES + " times.";
    }
    return !server.get().isBlank() && address().isEmpty()
        ? "The server's address looks like http://127.0.0.1:8080."
        : "";
  }

  private int count() {
    String text = times.get().strip();
    int count = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    return count > Replayer.MOST_TIMES ? 0 : count;
  }

  private Optional<URI> address() {
    try {
      URI uri = new URI(server.get().strip());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Sends it; earlier runs stay to be compared. */
  void start() {
    if (running() || !problem().isEmpty()) {
      return;
    }
    int total = count();
    state.set(new State.Running(0, total));
    Edits edits = edited() ? Edits.NONE.withBody(body.get()) : Edits.NONE;
    trial = service.replay(new ReplayOrder(source, edits, total, address(), key.get()), this::told);
    trial.done().whenComplete((ok, e) -> threads.fx().execute(() -> over(e)));
  }

  /** Calls off what has not been sent yet and hangs up on what has. */
  void cancel() {
    if (trial != null) {
      trial.cancel();
    }
  }

  /** Comparing long conversations takes a while, so it is done where the step was told. */
  private void told(ReplayStep step) {
    switch (step) {
      case ReplayStep.Became(Exchange now) -> {
        Comparison comparison = Comparison.of(source, now);
        threads.fx().execute(() -> add(Optional.of(comparison), Optional.of(now), ""));
      }
      case ReplayStep.Failed(String why) ->
          threads.fx().execute(() -> add(Optional.empty(), Optional.empty(), why));
    }
  }

  private void add(Optional<Comparison> comparison, Optional<Exchange> exchange, String problem) {
    runs.add(new Run(runs.size() + 1, comparison, exchange, problem));
    if (state.get() instanceof State.Running(int done, int total)) {
      state.set(new State.Running(done + 1, total));
    }
  }

  private void over(Throwable failure) {
    Throwable cause =
        failure instanceof java.util.concurrent.CompletionException c ? c.getCause() : failure;
    state.set(
        cause == null ? new State.Ready() : new State.Broken(String.valueOf(cause.getMessage())));
  }
}
