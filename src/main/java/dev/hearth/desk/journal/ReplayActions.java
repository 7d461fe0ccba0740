package dev.hearth.desk.journal;

import dev.hearth.desk.services.ReplayService;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Shell;
import dev.hearth.desk.traffic.TrafficView;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterKey;
import dev.hearth.traffic.replay.Comparison;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import org.kordamp.ikonli.feather.Feather;

/** Sending requests again and comparing two, by key, palette or menu. */
final class ReplayActions {
  private static final String GROUP = "Traffic";

  private final Shell shell;
  private final ReplayService replays;
  private final Threads threads;
  private final TrafficView view;

  ReplayActions(Shell shell, ReplayService replays, Threads threads, TrafficView view) {
    this.shell = shell;
    this.replays = replays;
    this.threads = threads;
    this.view = view;
  }

  List<Action> list() {
    ObservableBooleanValue chosen =
        Bindings.createBooleanBinding(() -> !chosen().isEmpty(), view.chosenProperty());
    ObservableBooleanValue comparable =
        Bindings.createBooleanBinding(
            () ->
                !chosen().isEmpty()
                    && !view.markedProperty().get().isEmpty()
                    && !view.markedProperty().get().equals(chosen()),
            view.chosenProperty(),
            view.markedProperty());
    return List.of(
        of("replay", "Replay the request", Feather.REPEAT, () -> replay(true)).on("R").when(chosen),
        of("replay-times", "Edit, replay and compare…", Feather.LAYERS, () -> replay(false))
            .on("Shift+R")
            .when(chosen),
        of("mark", "Mark for comparing", Feather.FLAG, this::mark).on("M").when(chosen),
        of("compare", "Compare with the marked request", Feather.COLUMNS, this::compare)
            .on("D")
            .when(comparable),
        of("replays", "Show its replays", Feather.GIT_BRANCH, this::showReplays).when(chosen),
        of("source", "Go to the request it repeats", Feather.CORNER_LEFT_UP, this::showSource)
            .when(chosen),
        of("compare-source", "Compare with the request it repeats", Feather.COLUMNS, this::toSource)
            .when(chosen));
  }

  private static Action of(String id, String title, Feather icon, Runnable run) {
    return Action.of("traffic." + id, title, GROUP, icon, run);
  }

  private String chosen() {
    return view.chosenProperty().get();
  }

  private void replay(boolean atOnce) {
    view.withExchange(
        chosen(),
        source -> {
          ReplayModel model = new ReplayModel(source, replays, threads);
          view.showPage(new ReplayPage(model, view::reveal, view::closePage));
          if (atOnce) {
            model.start();
          }
        });
  }

  private void mark() {
    boolean again = view.markedProperty().get().equals(chosen());
    view.markedProperty().set(again ? "" : chosen());
    if (!again) {
      shell.notices().info("Marked", "Choose another request and press D to compare the two.");
    }
  }

  private void compare() {
    String other = view.markedProperty().get();
    if (other.isEmpty() || other.equals(chosen())) {
      shell
          .notices()
          .info("Nothing to compare with", "Mark one request with M, choose another, press D.");
      return;
    }
    compare(other, chosen());
  }

  private void compare(String left, String right) {
    view.withExchange(left, a -> view.withExchange(right, b -> compare(a, b)));
  }

  /** Long conversations take a while to compare. */
  private void compare(Exchange left, Exchange right) {
    threads
        .background()
        .execute(
            () -> {
              Comparison comparison = Comparison.of(left, right);
              threads
                  .fx()
                  .execute(() -> shell.overlay().show(new ComparePanel(comparison, left, right)));
            });
  }

  private void showReplays() {
    view.filter(Filter.exactly(FilterKey.REPLAY, chosen()));
  }

  private void showSource() {
    view.withExchange(chosen(), e -> whenReplay(e, () -> view.reveal(e.summary().replayOf())));
  }

  private void toSource() {
    view.withExchange(chosen(), e -> whenReplay(e, () -> compare(e.summary().replayOf(), e.id())));
  }

  private void whenReplay(Exchange exchange, Runnable then) {
    if (exchange.summary().replayOf().isEmpty()) {
      shell.notices().info("No replay", "This request repeats no other one.");
    } else {
      then.run();
    }
  }
}
