package dev.hearth.app;

import dev.hearth.clients.ClientApp;
import dev.hearth.clients.ClientCatalog;
import dev.hearth.clients.ConfigChange;
import dev.hearth.clients.ConfigRefused;
import dev.hearth.clients.ConfigWriter;
import dev.hearth.clients.ProbeResult;
import dev.hearth.clients.ProxyAddress;
import dev.hearth.clients.TerminalLauncher;
import dev.hearth.desk.services.ClientFacts;
import dev.hearth.desk.services.ClientSetup;
import dev.hearth.desk.services.ClientSighting;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/** Sets clients up for real: their files, a terminal, and requests through the proxy's port. */
public final class ConnectServices implements ClientSetup, AutoCloseable {
  private final ClientCatalog catalog;
  private final Live<ClientFacts> facts;
  private final Live<List<ClientSighting>> sightings;
  private final ConfigWriter writer;
  private final TerminalLauncher launcher;
  private final OkHttpClient http;
  private final Set<ClientTrial> running = ConcurrentHashMap.newKeySet();

  /**
   * Services that stand on what they are given.
   *
   * @param catalog the clients there are
   * @param facts what clients must know of the proxy, see {@link ProxyFacts}
   * @param sightings who has been here, see {@link ClientSightings}
   * @param writer writes configurations
   * @param launcher opens terminals
   * @param http for the tests; its owner closes it
   */
  public ConnectServices(
      ClientCatalog catalog,
      Live<ClientFacts> facts,
      Live<List<ClientSighting>> sightings,
      ConfigWriter writer,
      TerminalLauncher launcher,
      OkHttpClient http) {
    this.catalog = catalog;
    this.facts = facts;
    this.sightings = sightings;
    this.writer = writer;
    this.launcher = launcher;
    this.http = http;
  }

  @Override
  public Live<ClientFacts> facts() {
    return facts;
  }

  @Override
  public Live<List<ClientSighting>> sightings() {
    return sightings;
  }

  @Override
  public ConfigChange plan(ClientApp client, ProxyAddress address)
      throws ConfigRefused, IOException {
    return writer.plan(client, address);
  }

  @Override
  public Optional<Path> apply(ConfigChange change) throws ConfigRefused, IOException {
    return writer.apply(change);
  }

  @Override
  public boolean undoable(ClientApp client) {
    return writer.undoable(client);
  }

  @Override
  public Path undo(ClientApp client) throws ConfigRefused, IOException {
    return writer.undo(client);
  }

  @Override
  public void launch(ClientApp client, ProxyAddress address, Path folder)
      throws ConfigRefused, IOException {
    launcher.launch(catalog.command(client, address), catalog.environment(client, address), folder);
  }

  @Override
  public Trial test(ClientApp client, ProxyAddress address, Consumer<ProbeResult> told) {
    ClientTrial trial = new ClientTrial(http, client.protocol(), address, told);
    running.add(trial);
    trial.done().whenComplete((v, e) -> running.remove(trial));
    trial.start();
    return trial;
  }

  @Override
  public void close() {
    running.forEach(ClientTrial::cancel);
  }
}
