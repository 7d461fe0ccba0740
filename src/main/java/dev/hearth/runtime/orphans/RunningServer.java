package dev.hearth.runtime.orphans;

import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.EngineKind;
import dev.hearth.runtime.plan.LaunchPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model server that was started, written down so that a later life of Hearth knows it again.
 *
 * @param server the server's process
 * @param owner the Hearth that started it
 * @param log the file its output went to, empty for none
 */
public record RunningServer(
    ProcessIdentity server,
    ProcessIdentity owner,
    EngineKind engine,
    String model,
    String artifact,
    String host,
    int port,
    List<String> command,
    String log) {
  public RunningServer {
    command = List.copyOf(command);
  }

  /** The plan it was started by, as far as it was written down. */
  public LaunchPlan plan(Optional<String> key) {
    String variable = keyVariable();
    return new LaunchPlan(
        engine,
        model,
        artifact,
        command,
        key.map(value -> Map.of(variable, value)).orElse(Map.of()),
        key.isPresent() ? Set.of(variable) : Set.of(),
        host,
        port,
        Budget.BACKEND,
        false,
        List.of());
  }

  String keyVariable() {
    return engine == EngineKind.VLLM ? "VLLM_API_KEY" : "LLAMA_API_KEY";
  }
}
