package dev.hearth.runtime.fleet;

import dev.hearth.runtime.fleet.Resident.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether one more model has room, and who would have to go for it. */
record Room(
    FleetOptions options,
    Collection<Resident> residents,
    Collection<FleetModel> making,
    Set<String> pinned) {

  /** Whether the model could be loaded now. */
  boolean has(FleetModel model) {
    return has(model, Set.of());
  }

  /** Whether the model could be loaded once everybody who is leaving has left. */
  boolean willHave(FleetModel model) {
    return has(model, leaving());
  }

  /** Who should leave for the model, the least needed first; empty if that would not do. */
  Optional<List<Resident>> toLeave(FleetModel model) {
    Set<Resident> going = leaving();
    List<Resident> chosen = new ArrayList<>();
    List<Resident> candidates =
        residents.stream()
            .filter(it -> it.phase() == Phase.READY && !pinned.contains(it.model().name()))
            .sorted(
                Comparator.comparing((Resident it) -> !it.idle()).thenComparing(Resident::lastUsed))
            .toList();
    for (Resident candidate : candidates) {
      if (has(model, going)) {
        break;
      }
      going.add(candidate);
      chosen.add(candidate);
    }
    return has(model, going) ? Optional.of(chosen) : Optional.empty();
  }

  /** Whether the picture will change by itself. */
  boolean changing() {
    return !making.isEmpty() || residents.stream().anyMatch(it -> it.phase() != Phase.READY);
  }

  private Set<Resident> leaving() {
    Set<Resident> leaving = new HashSet<>();
    residents.stream().filter(Resident::leaving).forEach(leaving::add);
    return leaving;
  }

  private boolean has(FleetModel model, Set<Resident> without) {
    List<Resident> staying = residents.stream().filter(it -> !without.contains(it)).toList();
    if (staying.isEmpty() && making.isEmpty()) {
      // Alone it is tried even if the estimate says it is too big: an estimate warns, not forbids.
      return true;
    }
    long used =
        staying.stream().mapToLong(it -> it.model().memoryBytes()).sum()
            + making.stream().mapToLong(FleetModel::memoryBytes).sum();
    boolean memory =
        options.memoryBytes() == 0 || used + model.memoryBytes() <= options.memoryBytes();
    return memory && staying.size() + making.size() < options.servers();
  }
}
