package dev.hearth.desk.models;

import dev.hearth.models.fit.FitEstimate;
import dev.hearth.models.fit.FitReport;
import dev.hearth.models.fit.FitRequest;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.LaunchPreset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reckons once for each model, preset and memory whether it fits; kept on one thread. */
final class FitBook {
  /** Free memory moves all the time; by less than this it does not change a word in the list. */
  private static final long STEP = 256L << 20;

  private final Map<String, Entry> entries = new HashMap<>();
  private MachineMemory machine;

  private record Entry(GgufCard card, LaunchPreset preset, Freed freed, FitWord word) {}

  /** Takes what is free now; true when it differs enough to reckon anew. */
  boolean machine(MachineMemory now) {
    if (machine != null && sameSteps(machine, now)) {
      return false;
    }
    machine = now;
    entries.clear();
    return true;
  }

  Optional<MachineMemory> machine() {
    return Optional.ofNullable(machine);
  }

  /** The word for a model with the preset a plain start uses, after what that start frees. */
  FitWord word(Model model, Freed freed) {
    if (machine == null) {
      return FitWord.PENDING;
    }
    LaunchPreset preset = model.notes().chosenPreset();
    Entry known = entries.get(model.id());
    if (known == null
        || known.card() != model.card()
        || !known.preset().equals(preset)
        || !known.freed().equals(freed)) {
      FitWord word = FitWord.of(report(model, preset, 0, freed.of(machine)));
      known = new Entry(model.card(), preset, freed, word);
      entries.put(model.id(), known);
    }
    return known.word();
  }

  /** The full report. */
  static FitReport report(
      Model model, LaunchPreset preset, long projectorBytes, MachineMemory machine) {
    return FitEstimate.of(new FitRequest(model.card(), projectorBytes, 0, preset, machine));
  }

  private static boolean sameSteps(MachineMemory a, MachineMemory b) {
    return a.gpus().size() == b.gpus().size()
        && near(a.freeRamBytes(), b.freeRamBytes())
        && near(
            a.gpus().stream().mapToLong(g -> g.freeBytes()).sum(),
            b.gpus().stream().mapToLong(g -> g.freeBytes()).sum());
  }

  private static boolean near(long a, long b) {
    return Math.abs(a - b) < STEP;
  }
}
