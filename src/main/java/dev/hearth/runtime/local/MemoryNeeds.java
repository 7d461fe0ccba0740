package dev.hearth.runtime.local;

import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.LaunchPreset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What each model takes when loaded, found out once: a look at the machine's memory asks the system
 * and takes long, and a fleet wants the figures for every decision.
 */
final class MemoryNeeds {
  private final Supplier<MachineMemory> memory;
  private final Estimate estimate;
  private final Function<Model, LaunchPreset> presets;
  private Map<String, Known> known = new HashMap<>();

  /** How a figure is found. */
  interface Estimate {
    long bytes(Model model, MachineMemory machine);
  }

  /** All that the figure depends on and that can change while Hearth runs. */
  private record Basis(
      List<Path> parts, long bytes, long modified, Optional<Path> projector, LaunchPreset preset) {
    static Basis of(Model model, LaunchPreset preset) {
      return new Basis(
          model.parts(), model.totalBytes(), model.modifiedMillis(), model.projector(), preset);
    }
  }

  private record Known(Basis basis, long bytes) {}

  /**
   * @param presets how each model would be started
   */
  MemoryNeeds(
      Supplier<MachineMemory> memory, Estimate estimate, Function<Model, LaunchPreset> presets) {
    this.memory = memory;
    this.estimate = estimate;
    this.presets = presets;
  }

  /** The figures by the models' ids; the machine is looked at once at most. */
  synchronized Map<String, Long> of(List<Model> models) {
    Map<String, Known> next = new HashMap<>();
    Map<String, Long> needs = new HashMap<>();
    MachineMemory machine = null;
    for (Model model : models) {
      Basis basis = Basis.of(model, presets.apply(model));
      Known figure = known.get(model.id());
      if (figure == null || !figure.basis().equals(basis)) {
        machine = machine == null ? memory.get() : machine;
        figure = new Known(basis, estimate.bytes(model, machine));
      }
      next.put(model.id(), figure);
      needs.put(model.id(), figure.bytes());
    }
    known = next;
    return needs;
  }
}
