package dev.hearth.desk.models;

import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.FlashAttention;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.models.preset.LaunchPresetBuilder;
import dev.hearth.models.preset.Thinking;
import dev.hearth.runtime.binary.FlagHelp;
import dev.hearth.runtime.plan.EngineKind;
import dev.hearth.runtime.plan.OwnedFlags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Puts a flag of the program into a preset: into its own field where it has one. */
final class FlagChoice {
  /** Flags Hearth gives by itself, but with a value the preset has a field for. */
  private static final Set<String> OWN_FIELDS = Set.of("-c");

  private FlagChoice() {}

  /** The flags whose names or help hold all the words. */
  static List<FlagHelp> matching(List<FlagHelp> flags, String words) {
    List<String> wanted =
        Arrays.stream(words.strip().toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(w -> !w.isEmpty())
            .toList();
    return flags.stream().filter(f -> !f.removed() && holds(f, wanted)).toList();
  }

  /** Why a flag is Hearth's own to give; empty when it may be set. */
  static Optional<String> owned(FlagHelp flag) {
    return flag.names().stream().anyMatch(OWN_FIELDS::contains)
        ? Optional.empty()
        : flag.names().stream()
            .flatMap(name -> OwnedFlags.reason(EngineKind.LLAMA_SERVER, name).stream())
            .findFirst();
  }

  private static boolean holds(FlagHelp flag, List<String> wanted) {
    String all =
        (String.join(" ", flag.names()) + " " + flag.description()).toLowerCase(Locale.ROOT);
    return wanted.stream().allMatch(all::contains);
  }

  /**
   * A preset with a flag set.
   *
   * @throws IllegalArgumentException with a sentence when the value does not do
   */
  static LaunchPreset with(LaunchPreset preset, FlagHelp flag, String value) {
    String given = value.strip();
    if (flag.value().isPresent() && given.isEmpty()) {
      throw new IllegalArgumentException(
          flag.names().getLast() + " needs a value: " + flag.value().get());
    }
    for (String name : flag.names()) {
      LaunchPresetBuilder builder = preset.with();
      if (ownField(builder, name, given)) {
        return builder.build();
      }
    }
    List<String> words = new ArrayList<>(without(preset, flag).extraFlags());
    words.add(flag.names().getLast());
    if (flag.value().isPresent()) {
      words.add(given);
    }
    return preset.with().extraFlags(words).build();
  }

  private static LaunchPreset without(LaunchPreset preset, FlagHelp flag) {
    LaunchPreset left = preset;
    for (FlagChange change : FlagChange.of(preset).reversed()) {
      if (flag.names().contains(change.flag())) {
        left = change.undo().apply(left);
      }
    }
    return left;
  }

  private static boolean ownField(LaunchPresetBuilder builder, String flag, String value) {
    switch (flag) {
      case "-c" -> builder.context(number(flag, value));
      case "-ngl" -> builder.gpuLayers(GpuLayers.of(value));
      case "-ncmoe" -> builder.cpuExpertLayers(number(flag, value));
      case "-ctk" -> builder.cacheK(CacheType.of(value));
      case "-ctv" -> builder.cacheV(CacheType.of(value));
      case "-np" -> builder.parallel(number(flag, value));
      case "-fa" -> builder.flashAttention(flash(value));
      case "-t" -> builder.threads(number(flag, value));
      case "-b" -> builder.batch(number(flag, value));
      case "-ub" -> builder.microBatch(number(flag, value));
      case "-ts" -> builder.tensorSplit(value);
      case "-dev" -> builder.devices(List.of(value.split(",")));
      case "--chat-template" -> builder.chatTemplate(value);
      case "--chat-template-file" -> builder.chatTemplateFile(value);
      case "--reasoning" -> builder.thinking(thinking(value));
      case "--reasoning-format" -> builder.thinkingFormat(value);
      case "--reasoning-budget" -> builder.thinkingBudget(signed(flag, value));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int number(String flag, String value) {
    int number = signed(flag, value);
    if (number < 0) {
      throw new IllegalArgumentException(flag + " needs a number from 0, not " + value);
    }
    return number;
  }

  private static int signed(String flag, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(flag + " needs a whole number, not '" + value + "'", e);
    }
  }

  private static FlashAttention flash(String value) {
    return choice(FlashAttention.values(), "-fa", value);
  }

  private static Thinking thinking(String value) {
    return choice(Thinking.values(), "--reasoning", value);
  }

  private static <E extends Enum<E>> E choice(E[] all, String flag, String value) {
    for (E one : all) {
      if (one.name().equalsIgnoreCase(value)) {
        return one;
      }
    }
    throw new IllegalArgumentException(flag + " takes on, off or auto, not '" + value + "'");
  }
}
