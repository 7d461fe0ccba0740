package dev.hearth.runtime.plan;

import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.models.preset.Lora;
import dev.hearth.models.preset.Thinking;
import dev.hearth.runtime.binary.BinaryAbilities;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans a llama-server: a pure function of the request and what the program can do. */
public final class LlamaPlanner {
  static final String HOST = "127.0.0.1";
  static final String KEY_VARIABLE = "LLAMA_API_KEY";

  /**
   * Builds from before {@code --fit} take 4,096 tokens unless told, too few for any agent, and do
   * not shrink a context that is too large; this much fits most machines.
   */
  static final int CONTEXT_WITHOUT_FIT = 32_768;

  private LlamaPlanner() {}

  /** The plan for this program. */
  public static LaunchPlan plan(Path program, BinaryAbilities abilities, LaunchRequest request) {
    Argv argv = new Argv(Optional.of(abilities), program.toString());
    argv.always("-m", request.file().toString());
    request
        .projector()
        .filter(found -> !request.preset().withoutProjector())
        .ifPresent(found -> argv.chosen("vision or audio", found.toString(), "--mmproj"));
    argv.always("--alias", request.alias());
    argv.always("--host", HOST);
    argv.always("--port", Integer.toString(request.port()));
    argv.quietly("--jinja");
    context(argv, abilities, request);
    memory(argv, abilities, request);
    speed(argv, abilities, request.preset());
    talk(argv, request);
    watching(argv, abilities);
    argv.extra(EngineKind.LLAMA_SERVER, request.preset().extraFlags());
    Map<String, String> environment = environment(argv, abilities, request);
    return new LaunchPlan(
        EngineKind.LLAMA_SERVER,
        request.alias(),
        request.file().toString(),
        argv.words(),
        environment,
        environment.containsKey(KEY_VARIABLE) ? Set.of(KEY_VARIABLE) : Set.of(),
        HOST,
        request.port(),
        request.budget(),
        abilities.routes(),
        argv.notes());
  }

  private static void context(Argv argv, BinaryAbilities abilities, LaunchRequest request) {
    if (request.budget().mode() == Budget.Mode.MANUAL) {
      argv.always("-c", Integer.toString(request.budget().tokens()));
    } else if (request.preset().context() > 0) {
      argv.always("-c", Integer.toString(request.preset().context()));
    } else if (!abilities.has("--fit")) {
      long trained = request.trainedContext();
      long tokens = trained > 0 ? Math.min(trained, CONTEXT_WITHOUT_FIT) : CONTEXT_WITHOUT_FIT;
      argv.always("-c", Long.toString(tokens));
      argv.note(
          PlanNote.info(
              "This build does not fit the context to the memory by itself, so "
                  + tokens
                  + " tokens are asked for; the preset can say otherwise."));
    }
  }

  private static void memory(Argv argv, BinaryAbilities abilities, LaunchRequest request) {
    LaunchPreset preset = request.preset();
    boolean gpu =
        abilities.has("--list-devices")
            ? !abilities.devices().isEmpty()
            : !request.machine().gpus().isEmpty();
    gpuLayers(argv, abilities, preset.gpuLayers(), gpu);
    if (preset.cpuExpertLayers() > 0) {
      argv.chosen(
          "experts in RAM", Integer.toString(preset.cpuExpertLayers()), "-ncmoe", "--n-cpu-moe");
    }
    if (preset.cacheK() != CacheType.F16) {
      argv.chosen("the key cache type", preset.cacheK().argument(), "-ctk", "--cache-type-k");
    }
    if (preset.cacheV() != CacheType.F16) {
      argv.chosen("the value cache type", preset.cacheV().argument(), "-ctv", "--cache-type-v");
      if (preset.cacheV().quantised() && preset.flashAttention() == FlashAttention.OFF) {
        argv.note(
            PlanNote.warning(
                "A quantised V cache needs flash attention, which this preset turns off; the"
                    + " server will refuse."));
      }
    }
    if (preset.kvInRam()) {
      argv.chosenSwitch("the KV cache in RAM", "--no-kv-offload", "-nkvo");
    }
    if (!preset.devices().isEmpty()) {
      argv.chosen("the choice of GPUs", String.join(",", preset.devices()), "-dev", "--device");
    }
    if (!preset.tensorSplit().isEmpty()) {
      argv.chosen("the split over GPUs", preset.tensorSplit(), "-ts", "--tensor-split");
    }
  }

  private static void gpuLayers(
      Argv argv, BinaryAbilities abilities, GpuLayers layers, boolean gpu) {
    boolean words = abilities.mentions("-ngl", "auto");
    if (!gpu) {
      if (layers.count() > 0 || layers.equals(GpuLayers.ALL)) {
        argv.note(
            PlanNote.warning(
                "This llama-server sees no GPU, so -ngl is left out and the model runs on the"
                    + " processor."));
      }
    } else if (layers.isAuto()) {
      if (!words) {
        argv.always("-ngl", "999");
        argv.note(
            PlanNote.info(
                "This build cannot choose GPU layers by itself, so all of them are asked for."));
      }
    } else {
      boolean all = layers.equals(GpuLayers.ALL);
      argv.always("-ngl", all && !words ? "999" : layers.argument());
    }
  }

  private static void speed(Argv argv, BinaryAbilities abilities, LaunchPreset preset) {
    switch (preset.flashAttention()) {
      case AUTO -> {}
      case ON -> {
        if (abilities.takesValue("-fa")) {
          argv.always("-fa", "on");
        } else {
          argv.chosenSwitch("flash attention", "-fa");
        }
      }
      case OFF -> {
        if (abilities.takesValue("-fa")) {
          argv.always("-fa", "off");
        }
      }
    }
    number(argv, preset.parallel(), "the number of slots", "-np", "--parallel");
    number(argv, preset.threads(), "the number of threads", "-t", "--threads");
    number(argv, preset.batch(), "the batch size", "-b", "--batch-size");
    number(argv, preset.microBatch(), "the micro batch size", "-ub", "--ubatch-size");
  }

  private static void number(Argv argv, int value, String what, String... spellings) {
    if (value > 0) {
      argv.chosen(what, Integer.toString(value), spellings);
    }
  }

  private static void talk(Argv argv, LaunchRequest request) {
    LaunchPreset preset = request.preset();
    request
        .draft()
        .ifPresent(
            file ->
                argv.chosen(
                    "the draft model",
                    file.toString(),
                    "-md",
                    "--spec-draft-model",
                    "--model-draft"));
    preset.loras().forEach(lora -> lora(argv, lora));
    if (!preset.chatTemplateFile().isEmpty()) {
      argv.chosen("the chat template", preset.chatTemplateFile(), "--chat-template-file");
    } else if (!preset.chatTemplate().isEmpty()) {
      argv.chosen("the chat template", preset.chatTemplate(), "--chat-template");
    }
    thinking(argv, preset);
  }

  private static void lora(Argv argv, Lora lora) {
    if (lora.scale() == 1) {
      argv.chosen("the LoRA adapter", lora.path(), "--lora");
    } else {
      argv.chosen("the LoRA adapter", lora.path() + ":" + lora.scale(), "--lora-scaled");
    }
  }

  private static void thinking(Argv argv, LaunchPreset preset) {
    boolean off = preset.thinking() == Thinking.OFF;
    if (preset.thinking() != Thinking.AUTO && argv.knows("--reasoning")) {
      argv.always("--reasoning", off ? "off" : "on");
    } else if (off) {
      argv.chosen("thinking", "0", "--reasoning-budget");
    }
    if (!preset.thinkingFormat().isEmpty()) {
      argv.chosen("the thinking format", preset.thinkingFormat(), "--reasoning-format");
    }
    if (preset.thinkingBudget() >= 0 && !off) {
      argv.chosen(
          "the thinking budget", Integer.toString(preset.thinkingBudget()), "--reasoning-budget");
    }
  }

  /** What Hearth needs to show how the server is doing. */
  private static void watching(Argv argv, BinaryAbilities abilities) {
    argv.quietly("--metrics");
    argv.quietly("--slots");
    // Level 4 tells the stages of the load and the true memory use; 5 would tell prompts.
    if (abilities.mentions("-lv", "trace")) {
      argv.always("-lv", "4");
    }
  }

  private static Map<String, String> environment(
      Argv argv, BinaryAbilities abilities, LaunchRequest request) {
    Map<String, String> environment = new HashMap<>();
    request
        .preset()
        .environment()
        .forEach(
            (name, value) -> {
              if (owned(abilities, name)) {
                argv.note(
                    PlanNote.refused(
                        "The variable "
                            + name
                            + " is not for a preset: it means a flag that is Hearth's own."));
              } else {
                environment.put(name, value);
              }
            });
    request
        .apiKey()
        .ifPresent(
            key -> {
              if (abilities.help("--api-key").flatMap(help -> help.variable()).isPresent()) {
                environment.put(KEY_VARIABLE, key);
              } else {
                argv.note(
                    PlanNote.warning(
                        "This build takes no key from the environment, so it runs without one:"
                            + " other programs on this machine could use it."));
              }
            });
    return environment;
  }

  private static boolean owned(BinaryAbilities abilities, String variable) {
    for (String flag : OwnedFlags.names(EngineKind.LLAMA_SERVER)) {
      if (abilities
          .help(flag)
          .flatMap(help -> help.variable())
          .filter(variable::equals)
          .isPresent()) {
        return true;
      }
    }
    return variable.equals(KEY_VARIABLE);
  }
}
