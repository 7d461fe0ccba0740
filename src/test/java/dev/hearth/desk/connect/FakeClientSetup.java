package dev.hearth.desk.connect;

import dev.hearth.clients.ClientApp;
import dev.hearth.clients.ConfigChange;
import dev.hearth.clients.ConfigRefused;
import dev.hearth.clients.ConfigWriter;
import dev.hearth.clients.ProbeResult;
import dev.hearth.clients.ProxyAddress;
import dev.hearth.desk.services.ClientFacts;
import dev.hearth.desk.services.ClientSetup;
import dev.hearth.desk.services.ClientSighting;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ModelChoice;
import dev.hearth.desk.services.Trial;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Writes real files below a folder; tests and launches are in the hands of whoever asks. */
final class FakeClientSetup implements ClientSetup {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final String KEY = "hearth-Zk3vQ9mT2xLw8RbY";

  final LiveValue<ClientFacts> facts =
      new LiveValue<>(
          new ClientFacts(
              URI.create("http://127.0.0.1:8081"),
              KEY,
              true,
              List.of(
                  new ModelChoice("qwen3-coder-30b", 65_536, "running"),
                  new ModelChoice("gemma-3-12b", 32_768, "starts on demand"))));
  final LiveValue<List<ClientSighting>> sightings = new LiveValue<>(List.of());
  final List<String> launched = new ArrayList<>();
  final List<ProxyAddress> tested = new ArrayList<>();
  final CompletableFuture<Void> testDone = new CompletableFuture<>();
  Consumer<ProbeResult> told;
  boolean cancelled;
  String launchRefusal = "";
  private final ConfigWriter writer;

  FakeClientSetup(Path home) {
    writer = new ConfigWriter(home, home.resolve("memory"), InstantSource.fixed(NOW));
  }

  @Override
  public LiveValue<ClientFacts> facts() {
    return facts;
  }

  @Override
  public LiveValue<List<ClientSighting>> sightings() {
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
  public void launch(ClientApp client, ProxyAddress address, Path folder) throws ConfigRefused {
    if (!launchRefusal.isEmpty()) {
      throw new ConfigRefused(launchRefusal);
    }
    launched.add(client.id() + " in " + folder);
  }

  @Override
  public Trial test(ClientApp client, ProxyAddress address, Consumer<ProbeResult> listener) {
    told = listener;
    tested.add(address);
    return new Trial() {
      @Override
      public CompletableFuture<Void> done() {
        return testDone;
      }

      @Override
      public void cancel() {
        cancelled = true;
        testDone.complete(null);
      }
    };
  }
}
