package dev.hearth.cli;

import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.fleet.FleetStatus;
import dev.hearth.runtime.server.ServerState;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Loads a model, opens the proxy in front of it, says where, and waits for Ctrl-C. */
record Foreground(
    ProxyFront front,
    ProxyOptions proxy,
    Function<Consumer<String>, TrafficKeeping.Kept> keeping,
    boolean json,
    PrintWriter out,
    PrintWriter err) {

  void serve(ProxyFront.Served served, String model, CtrlC stop) throws Exception {
    if (!loaded(served, model, stop)) {
      return;
    }
    try (TrafficKeeping.Kept kept = keeping.apply(this::told);
        ProxyFront.Opened opened = front.open(served, model, proxy.config(), kept)) {
      if (json) {
        JsonOutput.print(
            out,
            JsonOutput.object()
                .put("model", model)
                .put("url", opened.url().toString())
                .put("recording", kept.recording()));
      } else {
        out.println(model + " is ready at " + opened.url() + " (Ctrl-C stops it)");
        out.flush();
      }
      stop.await();
    }
  }

  /** Beside the one line for scripts and people that says where the model is. */
  private void told(String line) {
    err.println(line);
    err.flush();
  }

  /** False when the person did not want to wait. */
  private boolean loaded(ProxyFront.Served served, String model, CtrlC stop) {
    ProgressBar bar = ProgressBar.on(err);
    Runnable following =
        served.fleet().onChange(status -> status.servers().forEach(server -> show(bar, server)));
    try {
      CompletableFuture<Void> load = served.fleet().load(model);
      return stop.before(load);
    } catch (CompletionException e) {
      if (e.getCause() instanceof ServerFailedException failed) {
        failed.failure().lines().forEach(line -> err.println("  " + line));
        throw failed;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      following.run();
      bar.end();
    }
  }

  private static void show(ProgressBar bar, FleetStatus.Server server) {
    if (server.state() instanceof ServerState.Starting starting) {
      bar.show(starting.stage().words(), starting.percent().orElse(0), 100);
    }
  }
}
