package dev.hearth.runtime.plan;

import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.LaunchPreset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans {@code vllm serve}. */
public final class VllmPlanner {
  static final String KEY_VARIABLE = "VLLM_API_KEY";

  private VllmPlanner() {}

  /**
   * The plan.
   *
   * @param program the {@code vllm} command
   * @param model a folder or a repository's name, as vLLM takes it
   */
  public static LaunchPlan plan(
      Path program,
      String model,
      LaunchPreset preset,
      Budget budget,
      int port,
      Optional<String> apiKey) {
    Argv argv = new Argv(Optional.empty(), program.toString(), "serve", model);
    argv.always("--port", Integer.toString(port));
    argv.always("--host", LlamaPlanner.HOST);
    argv.extra(EngineKind.VLLM, preset.extraFlags());
    if (budget.mode() == Budget.Mode.MANUAL) {
      argv.always("--max-model-len", Integer.toString(budget.tokens()));
    } else if (preset.context() > 0) {
      argv.always("--max-model-len", Integer.toString(preset.context()));
    }
    if (preset.cacheK() != CacheType.F16
        || preset.cacheV() != CacheType.F16
        || preset.parallel() > 0) {
      argv.note(
          PlanNote.warning("vLLM has no llama.cpp cache types or slots; those are left out."));
    }
    Map<String, String> environment = new HashMap<>(preset.environment());
    apiKey.ifPresent(key -> environment.put(KEY_VARIABLE, key));
    return new LaunchPlan(
        EngineKind.VLLM,
        model,
        model,
        argv.words(),
        environment,
        apiKey.isPresent() ? Set.of(KEY_VARIABLE) : Set.of(),
        LlamaPlanner.HOST,
        port,
        budget,
        false,
        argv.notes());
  }
}
