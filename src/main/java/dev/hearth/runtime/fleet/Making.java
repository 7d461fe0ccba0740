package dev.hearth.runtime.fleet;

import dev.hearth.runtime.server.ServerState;
import dev.hearth.runtime.server.StartStage;
import java.time.Instant;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/** A model whose server is being made: the program is asked what it can, and the start planned. */
record Making(FleetModel model, Deque<Waiter> waiting, Instant since) {
  FleetStatus.Server status(boolean pinned) {
    return new FleetStatus.Server(
        model.name(),
        new ServerState.Starting(StartStage.LAUNCHING, OptionalInt.empty(), "", since),
        0,
        waiting.size(),
        pinned,
        Optional.empty());
  }
}
