package dev.hearth.runtime.fleet;

import dev.hearth.runtime.server.ModelServer;

/** Makes the server for a model, at rest. May ask the program for its abilities and plan. */
@FunctionalInterface
public interface ServerFactory {
  /** A new server; the fleet closes it. */
  ModelServer create(FleetModel model) throws Exception;
}
