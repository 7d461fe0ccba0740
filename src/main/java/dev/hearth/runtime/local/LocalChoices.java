package dev.hearth.runtime.local;

import dev.hearth.runtime.fleet.FleetOptions;
import dev.hearth.runtime.server.ServerTimes;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user chose about running models.
 *
 * @param llamaServer the program to use, empty for the best one found
 * @param fleet how many at once, and when they go
 * @param times how long a start may take and how often a crashed server is started again
 */
public record LocalChoices(Optional<Path> llamaServer, FleetOptions fleet, ServerTimes times) {
  /** What a new user gets. */
  public static final LocalChoices USUAL =
      new LocalChoices(Optional.empty(), FleetOptions.ONE, ServerTimes.USUAL);
}
