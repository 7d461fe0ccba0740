package dev.hearth.desk.models;

import dev.hearth.desk.services.RunView;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.fit.MemoryNeed;
import java.util.Map;
import java.util.Optional;

/**
 * What a start would get back first, because a model that runs now has to go for it.
 *
 * @param model which one goes, empty for none
 * @param ram RAM it gives back
 * @param gpu GPU memory it gives back
 */
record Freed(String model, long ram, long gpu) {
  static final Freed NOTHING = new Freed("", 0, 0);

  /** What a start of this model would free: its own server, or the one in its way. */
  static Freed before(String alias, Map<String, RunView> runs, int room) {
    RunView own = runs.getOrDefault(alias, RunView.AT_REST);
    return own.state().resting()
        ? inTheWay(alias, runs, room).map(other -> of(other, runs.get(other))).orElse(NOTHING)
        : of(alias, own);
  }

  /** The model that would have to go for this one, if one would. */
  static Optional<String> inTheWay(String alias, Map<String, RunView> runs, int room) {
    var others =
        runs.entrySet().stream()
            .filter(e -> !e.getKey().equals(alias) && !e.getValue().state().resting())
            .toList();
    return others.size() < room
        ? Optional.empty()
        : others.stream().filter(e -> !e.getValue().pinned()).map(Map.Entry::getKey).findFirst();
  }

  /** Weights in RAM are mapped from the file, so that they count as free already. */
  private static Freed of(String alias, RunView run) {
    return run.held()
        .map(
            held -> {
              MemoryNeed ram = held.inRam();
              return new Freed(alias, ram.total() - ram.weights(), held.onGpu().total());
            })
        .orElse(NOTHING);
  }

  /** The machine as a start would find it. */
  MachineMemory of(MachineMemory now) {
    return ram == 0 && gpu == 0 ? now : now.afterFreeing(ram, gpu);
  }
}
