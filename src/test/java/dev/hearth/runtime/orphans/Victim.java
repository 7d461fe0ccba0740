package dev.hearth.runtime.orphans;

import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.EngineKind;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.server.ServerTimes;
import dev.hearth.runtime.server.Supervisor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;

/** A Hearth of its own, to be killed: starts a server and says which, then waits for its end. */
public final class Victim {
  private Victim() {}

  /** Folder for notes, "real" or "plain", port, model name, program and arguments. */
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    ServerProcesses processes = ServerProcesses.in(Path.of(words.get(0)));
    boolean real = words.get(1).equals("real");
    LaunchPlan plan =
        new LaunchPlan(
            EngineKind.LLAMA_SERVER,
            words.get(3),
            words.get(3),
            words.subList(4, words.size()),
            Map.of("LLAMA_API_KEY", "victims-key"),
            Set.of("LLAMA_API_KEY"),
            "127.0.0.1",
            Integer.parseInt(words.get(2)),
            Budget.BACKEND,
            false,
            List.of());
    long pid;
    if (real) {
      Supervisor supervisor =
          new Supervisor(
              plan,
              processes,
              ServerLog.inMemory(InstantSource.system()),
              ServerTimes.USUAL,
              new OkHttpClient(),
              InstantSource.system());
      supervisor.start().join();
      pid = ((dev.hearth.runtime.server.ServerState.Ready) supervisor.state()).pid();
    } else {
      pid = processes.start(plan, java.util.Optional.empty()).process().pid();
    }
    long watchdog = processes.watchdog().pid().orElseThrow();
    System.out.println(pid + " " + watchdog);
    Thread.currentThread().join();
  }
}
