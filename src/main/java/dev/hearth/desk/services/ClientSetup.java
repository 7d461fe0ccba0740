package dev.hearth.desk.services;

import dev.hearth.clients.ClientApp;
import dev.hearth.clients.ConfigChange;
import dev.hearth.clients.ConfigRefused;
import dev.hearth.clients.ProbeResult;
import dev.hearth.clients.ProxyAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sets clients up for this proxy. Calls that may fail also may block, so they are made off the
 * JavaFX thread.
 */
public interface ClientSetup {
  /** What clients must know. */
  Live<ClientFacts> facts();

  /** Who has been here, the latest first. */
  Live<List<ClientSighting>> sightings();

  /** What writing the client's configuration would change. */
  ConfigChange plan(ClientApp client, ProxyAddress address) throws ConfigRefused, IOException;

  /** Writes it; gives the backup when there was a file before. */
  Optional<Path> apply(ConfigChange change) throws ConfigRefused, IOException;

  /** Whether what was written last can be taken back. */
  boolean undoable(ClientApp client);

  /** Takes it back; gives the file. */
  Path undo(ClientApp client) throws ConfigRefused, IOException;

  /** Starts a command-line client in a terminal of its own. */
  void launch(ClientApp client, ProxyAddress address, Path folder)
      throws ConfigRefused, IOException;

  /** Does what the client would do and tells each result, on any thread; does not block. */
  Trial test(ClientApp client, ProxyAddress address, Consumer<ProbeResult> told);
}
