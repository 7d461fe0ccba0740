package dev.hearth.cli;

import dev.hearth.proxy.ProxyConfig;
import dev.hearth.runtime.fleet.Fleet;
import dev.hearth.runtime.fleet.FleetModel;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Puts the guarding proxy in front of this machine's models. */
@FunctionalInterface
public interface ProxyFront {
  /**
   * Opens it.
   *
   * @param served owned by the caller
   * @param usualModel the model for requests that name none or an unknown one
   * @param config how the proxy behaves
   * @param kept is told what happens; owned by the caller
   */
  Opened open(Served served, String usualModel, ProxyConfig config, TrafficKeeping.Kept kept)
      throws Exception;

  /**
   * What is to be guarded.
   *
   * @param fleet the servers
   * @param models what they can be asked for
   */
  record Served(Fleet fleet, Supplier<List<FleetModel>> models) {}

  /** An open proxy. */
  interface Opened extends AutoCloseable {
    /** Where clients reach it. */
    URI url();

    @Override
    void close();
  }
}
