package dev.hearth.runtime.orphans;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;

/**
 * The key of a server from an earlier life. It was never written down; the system still has it in
 * the process's environment, where only its owner may read it.
 */
public final class AdoptedKey {
  private static final Logger LOG = LoggerFactory.getLogger(AdoptedKey.class);

  private AdoptedKey() {}

  /** The key, where there was one and the system tells. */
  public static Optional<String> of(RunningServer server) {
    try {
      OSProcess process =
          new SystemInfo().getOperatingSystem().getProcess((int) server.server().pid());
      return process == null
          ? Optional.empty()
          : Optional.ofNullable(process.getEnvironmentVariables().get(server.keyVariable()));
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("Cannot read the environment of {}", server.server().pid(), e);
      return Optional.empty();
    }
  }
}
