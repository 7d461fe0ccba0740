package dev.hearth.desk.models;

import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.models.preset.LaunchPresetBuilder;
import dev.hearth.models.preset.Thinking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One thing a preset changes, as a chip.
 *
 * @param flag the flag it becomes
 * @param value its value, empty for a switch
 * @param undo the preset without it
 */
record FlagChange(String flag, String value, UnaryOperator<LaunchPreset> undo) {
  String text() {
    return value.isEmpty() ? flag : flag + " " + value;
  }

  /** All a preset changes, in the order of the launch settings and then the further flags. */
  static List<FlagChange> of(LaunchPreset preset) {
    List<FlagChange> all = new ArrayList<>();
    number(all, "-c", preset.context(), b -> b.context(0));
    add(
        all,
        !preset.gpuLayers().isAuto(),
        "-ngl",
        preset.gpuLayers().argument(),
        b -> b.gpuLayers(GpuLayers.AUTO));
    number(all, "-ncmoe", preset.cpuExpertLayers(), b -> b.cpuExpertLayers(0));
    add(
        all,
        preset.cacheK() != CacheType.F16,
        "-ctk",
        preset.cacheK().argument(),
        b -> b.cacheK(CacheType.F16));
    add(
        all,
        preset.cacheV() != CacheType.F16,
        "-ctv",
        preset.cacheV().argument(),
        b -> b.cacheV(CacheType.F16));
    add(all, preset.kvInRam(), "--no-kv-offload", "", b -> b.kvInRam(false));
    number(all, "-np", preset.parallel(), b -> b.parallel(0));
    add(
        all,
        preset.flashAttention() != FlashAttention.AUTO,
        "-fa",
        preset.flashAttention() == FlashAttention.ON ? "on" : "off",
        b -> b.flashAttention(FlashAttention.AUTO));
    number(all, "-t", preset.threads(), b -> b.threads(0));
    number(all, "-b", preset.batch(), b -> b.batch(0));
    number(all, "-ub", preset.microBatch(), b -> b.microBatch(0));
    texts(all, preset);
    further(all, preset);
    return all;
  }

  private static void texts(List<FlagChange> all, LaunchPreset preset) {
    text(all, "-dev", String.join(",", preset.devices()), b -> b.devices(List.of()));
    text(all, "-ts", preset.tensorSplit(), b -> b.tensorSplit(""));
    text(all, "-md", preset.draftModel(), b -> b.draftModel(""));
    preset
        .loras()
        .forEach(
            lora ->
                all.add(
                    new FlagChange(
                        "--lora",
                        lora.path(),
                        p ->
                            p.with()
                                .loras(p.loras().stream().filter(l -> !l.equals(lora)).toList())
                                .build())));
    add(all, preset.withoutProjector(), "no --mmproj", "", b -> b.withoutProjector(false));
    text(all, "--chat-template", preset.chatTemplate(), b -> b.chatTemplate(""));
    text(all, "--chat-template-file", preset.chatTemplateFile(), b -> b.chatTemplateFile(""));
    add(
        all,
        preset.thinking() != Thinking.AUTO,
        "--reasoning",
        preset.thinking() == Thinking.ON ? "on" : "off",
        b -> b.thinking(Thinking.AUTO));
    text(all, "--reasoning-format", preset.thinkingFormat(), b -> b.thinkingFormat(""));
    add(
        all,
        preset.thinkingBudget() != LaunchPreset.NO_THINKING_LIMIT,
        "--reasoning-budget",
        String.valueOf(preset.thinkingBudget()),
        b -> b.thinkingBudget(LaunchPreset.NO_THINKING_LIMIT));
  }

  /** A word that begins with a dash is a flag, and what follows until the next one is its value. */
  private static void further(List<FlagChange> all, LaunchPreset preset) {
    List<String> words = preset.extraFlags();
    for (int from = 0; from < words.size(); ) {
      int to = from + 1;
      while (to < words.size() && !isFlag(words.get(to))) {
        to++;
      }
      int first = from;
      int last = to;
      all.add(
          new FlagChange(
              words.get(from),
              String.join(" ", words.subList(from + 1, to)),
              p -> without(p, first, last)));
      from = to;
    }
  }

  private static LaunchPreset without(LaunchPreset preset, int from, int to) {
    List<String> words = new ArrayList<>(preset.extraFlags());
    if (to <= words.size()) {
      words.subList(from, to).clear();
    }
    return preset.with().extraFlags(words).build();
  }

  /** A negative number is a value, not a flag. */
  static boolean isFlag(String word) {
    return word.startsWith("-") && !word.matches("-\\d.*");
  }

  private static void number(
      List<FlagChange> all, String flag, int value, Consumer<LaunchPresetBuilder> reset) {
    add(all, value > 0, flag, Integer.toString(value), reset);
  }

  private static void text(
      List<FlagChange> all, String flag, String value, Consumer<LaunchPresetBuilder> reset) {
    add(all, !value.isEmpty(), flag, value, reset);
  }

  private static void add(
      List<FlagChange> all,
      boolean changed,
      String flag,
      String value,
      Consumer<LaunchPresetBuilder> reset) {
    if (changed) {
      all.add(
          new FlagChange(
              flag,
              value,
              preset -> {
                LaunchPresetBuilder builder = preset.with();
                reset.accept(builder);
                return builder.build();
              }));
    }
  }
}
