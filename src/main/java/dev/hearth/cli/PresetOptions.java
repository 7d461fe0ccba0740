package dev.hearth.cli;

import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.models.preset.LaunchPresetBuilder;
import dev.hearth.models.preset.Lora;
import dev.hearth.models.preset.Thinking;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How a model is started, by llama-server's own names where it has any; unsaid stays as it is. */
final class PresetOptions {
  private static final Pattern LORA = Pattern.compile("(.+?)(?::(-?\\d+(?:\\.\\d+)?))?");

  @Option(
      names = {"-c", "--context"},
      paramLabel = "TOKENS",
      description = "Tokens of context, 0 for the engine's own choice.")
  private Integer context;

  @Option(
      names = {"-ngl", "--gpu-layers"},
      paramLabel = "N",
      description = "Layers on the GPU: a number, auto or all.")
  private String gpuLayers;

  @Option(
      names = {"-ncmoe", "--n-cpu-moe"},
      paramLabel = "N",
      description = "Layers whose experts stay in RAM.")
  private Integer cpuExpertLayers;

  @Option(
      names = {"-ctk", "--cache-type-k"},
      paramLabel = "TYPE",
      description = "Number format of the key cache, such as q8_0.")
  private String cacheK;

  @Option(
      names = {"-ctv", "--cache-type-v"},
      paramLabel = "TYPE",
      description = "Number format of the value cache.")
  private String cacheV;

  @Option(
      names = {"-np", "--parallel"},
      paramLabel = "N",
      description = "Requests at a time.")
  private Integer parallel;

  @Option(
      names = {"-fa", "--flash-attn"},
      paramLabel = "HOW",
      description = "auto, on or off.")
  private FlashAttention flashAttention;

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description = "Threads for generation.")
  private Integer threads;

  @Option(
      names = {"-md", "--draft"},
      paramLabel = "MODEL",
      description = "A small model that guesses ahead: a name of the library or a file.")
  private String draft;

  @Option(
      names = "--lora",
      paramLabel = "FILE[:SCALE]",
      description = "An adapter to load. May be repeated.")
  private List<String> loras;

  @Option(
      names = "--chat-template-file",
      paramLabel = "FILE",
      description = "A Jinja template in place of the model's own.")
  private Path template;

  @Option(names = "--thinking", paramLabel = "HOW", description = "auto, on or off.")
  private Thinking thinking;

  @Option(
      names = "--thinking-budget",
      paramLabel = "TOKENS",
      description = "Most tokens of thinking, -1 for no limit.")
  private Integer thinkingBudget;

  @Option(
      names = "--without-projector",
      description = "Leave a vision or audio projector unloaded.")
  private Boolean withoutProjector;

  @Option(
      names = "--extra",
      paramLabel = "FLAGS",
      description =
          "Further flags as the engine takes them: --extra=\"--temp 0.2\". May be repeated. Those"
              + " that are Hearth's own are refused, with the reason.")
  private List<String> extra;

  /** The preset with what was said. */
  LaunchPreset over(LaunchPreset base) {
    if (context != null && context < 0) {
      throw new IllegalArgumentException("--context takes a number of tokens, 0 or more.");
    }
    LaunchPresetBuilder preset = base.with();
    set(context, preset::context);
    said(gpuLayers, it -> preset.gpuLayers(GpuLayers.of(it)));
    set(cpuExpertLayers, preset::cpuExpertLayers);
    said(cacheK, it -> preset.cacheK(CacheType.of(it)));
    said(cacheV, it -> preset.cacheV(CacheType.of(it)));
    set(parallel, preset::parallel);
    said(flashAttention, preset::flashAttention);
    set(threads, preset::threads);
    said(draft, preset::draftModel);
    said(loras, it -> preset.loras(it.stream().map(PresetOptions::lora).toList()));
    said(template, it -> preset.chatTemplateFile(it.toAbsolutePath().toString()));
    said(thinking, preset::thinking);
    set(thinkingBudget, preset::thinkingBudget);
    said(withoutProjector, preset::withoutProjector);
    said(extra, it -> preset.extraFlags(words(it)));
    return preset.build();
  }

  /** Tokens of context; 0 where nothing was said. */
  int context() {
    return context == null ? 0 : context;
  }

  /** Whether anything was said. */
  boolean any() {
    LaunchPreset untouched = LaunchPreset.defaults();
    return !over(untouched).equals(untouched);
  }

  private static void set(Integer value, IntConsumer where) {
    if (value != null) {
      where.accept(value);
    }
  }

  private static <T> void said(T value, Consumer<T> where) {
    if (value != null) {
      where.accept(value);
    }
  }

  private static Lora lora(String text) {
    Matcher found = LORA.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("--lora takes a file and perhaps :SCALE, not " + text);
    }
    String scale = found.group(2);
    return new Lora(found.group(1), scale == null ? 1 : Double.parseDouble(scale));
  }

  private static List<String> words(List<String> flags) {
    return flags.stream()
        .flatMap(it -> Arrays.stream(it.strip().split("\\s+")))
        .filter(it -> !it.isEmpty())
        .toList();
  }
}
