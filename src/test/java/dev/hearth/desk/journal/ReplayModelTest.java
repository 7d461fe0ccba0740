package dev.hearth.desk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.ReplayOrder;
import dev.hearth.desk.services.ReplayStep;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.Trial;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReplayModelTest {
  private final Exchange source = Script.fold(Script.retried("src"));
  private final List<ReplayOrder> orders = new ArrayList<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Consumer<ReplayStep> told;
  private boolean cancelled;

  private final ReplayModel model =
      new ReplayModel(
          source,
          (order, steps) -> {
            orders.add(order);
            told = steps;
            return new Trial() {
              @Override
              public CompletableFuture<Void> done() {
                return done;
              }

              @Override
              public void cancel() {
                cancelled = true;
              }
            };
          },
          new Threads(Runnable::run, Runnable::run));

  @Test
  void sendsTheRecordedBytesUnlessTheTextWasChanged() {
    model.start();
    assertThat(orders.getFirst().edits().body()).isEmpty();
    done.complete(null);
    model.bodyProperty().set("{\"model\":\"x\"}");
    model.start();
    assertThat(orders.get(1).edits().body()).isEqualTo("{\"model\":\"x\"}");
  }

  @Test
  void refusesWhatCannotBeSentAndSaysWhy() {
    model.timesProperty().set("101");
    assertThat(model.problem()).contains("between 1 and 100");
    model.timesProperty().set("2");
    model.serverProperty().set("not a server");
    assertThat(model.problem()).contains("http://");
    model.serverProperty().set("");
    model.bodyProperty().set("{");
    assertThat(model.problem()).contains("not a JSON object");
    model.start();
    assertThat(orders).isEmpty();
    model.restore();
    assertThat(model.problem()).isEmpty();
  }

  @Test
  void listsWhatCameOfEachRunAndEndsWithTheReason() {
    model.timesProperty().set("3");
    model.start();
    told.accept(new ReplayStep.Became(Script.fold(Script.retried("again"))));
    told.accept(new ReplayStep.Failed("The server hung up."));
    assertThat(model.stateProperty().get()).isEqualTo(new ReplayModel.State.Running(2, 3));
    assertThat(model.runs().getFirst().comparison().orElseThrow().sameOutcome()).isTrue();
    assertThat(model.runs().get(1).problem()).isEqualTo("The server hung up.");
    model.cancel();
    assertThat(cancelled).isTrue();
    done.completeExceptionally(new IOException("The proxy is not running."));
    assertThat(model.stateProperty().get())
        .isEqualTo(new ReplayModel.State.Broken("The proxy is not running."));
  }
}
