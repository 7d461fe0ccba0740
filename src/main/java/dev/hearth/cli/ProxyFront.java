package dev.hearth.cli;

import dev.hearth.proxy.ProxyConfig;
import dev.hearth.runtime.local.LocalModels;
import java.net.URI;

/** Puts the guarding proxy in front of this machine's models. */
@FunctionalInterface
public interface ProxyFront {
  /**
   * Opens it.
   *
   * @param models owned by the caller
   * @param usualModel the model for requests that name none or an unknown one
   * @param config how the proxy behaves
   */
  Opened open(LocalModels models, String usualModel, ProxyConfig config) throws Exception;

  /** An open proxy. */
  interface Opened extends AutoCloseable {
    /** Where clients reach it. */
    URI url();

    @Override
    void close();
  }
}
