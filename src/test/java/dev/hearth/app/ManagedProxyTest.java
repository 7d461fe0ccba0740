package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.models.library.LibraryRoot;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.ProxyServer;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.fleet.FleetStatus;
import dev.hearth.runtime.local.LocalChoices;
import dev.hearth.runtime.local.LocalModels;
import dev.hearth.runtime.local.LocalPrograms;
import dev.hearth.testing.RealLlama;
import dev.hearth.traffic.EventSink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request through the proxy starts the real server of the model it names. */
class ManagedProxyTest {
  @TempDir Path folder;
  private ModelLibrary library;
  private LocalModels local;
  private FleetRouter router;
  private ProxyServer proxy;
  private final AtomicBoolean anyName = new AtomicBoolean();
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    Path program = RealLlama.require();
    Path models = Files.createDirectory(folder.resolve("models"));
    for (String name : List.of("first", "second")) {
      ClockworkModel.write(
          models.resolve(name + ".gguf"), ClockworkModel.Options.defaults().withName(name));
    }
    library =
        ModelLibrary.open(
            folder.resolve("data"),
            List.of(new LibraryRoot(models, "Test", true, true)),
            InstantSource.system());
    local =
        new LocalModels(
            library,
            new LocalPrograms(
                () -> SearchPlaces.ofThisMachine(List.of()), () -> Optional.of(program)),
            () -> LocalChoices.USUAL,
            folder.resolve("data"),
            InstantSource.system());
    router =
        new FleetRouter(
            local.fleet(), local::fleetModels, () -> "first", anyName::get, Duration.ofSeconds(60));
    proxy = ProxyServer.start(ProxyConfig.DEFAULT.withPort(0), router, EventSink.NOWHERE);
    await().until(() -> library.list().size() == 2);
  }

  @AfterEach
  void stop() {
    if (proxy != null) {
      proxy.close();
      router.close();
      local.close();
      library.close();
    }
    http.close();
  }

  @Test
  void theNamedModelIsLoadedAndSwappedForAnother() throws Exception {
    assertThat(ask("first")).contains("Tiny, a clockwork test model");
    assertThat(running()).containsExactly("first");
    assertThat(ask("second")).contains("Tiny, a clockwork test model");
    assertThat(running()).containsExactly("second");
  }

  @Test
  void aRequestWithoutAModelGetsTheUsualOne() throws Exception {
    assertThat(ask("")).contains("Tiny");
    assertThat(running()).containsExactly("first");
  }

  @Test
  void anUnknownModelIsRefusedWithTheKnownNames() throws Exception {
    HttpResponse<String> reply = send("nobody");
    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(reply.body()).contains("first").contains("second").contains("not_found");
  }

  @Test
  void theUsualModelAnswersToAnyNameWhereThatIsAllowed() throws Exception {
    anyName.set(true);
    assertThat(ask("gpt-4o")).contains("Tiny, a clockwork test model");
    assertThat(running()).containsExactly("first");
  }

  private List<String> running() {
    return local.fleet().status().servers().stream()
        .filter(s -> s.state().serving())
        .map(FleetStatus.Server::model)
        .toList();
  }

  private String ask(String model) throws Exception {
    HttpResponse<String> reply = send(model);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return reply.body();
  }

  private HttpResponse<String> send(String model) throws Exception {
    String body =
        "{\"max_tokens\":40,"
            + (model.isEmpty() ? "" : "\"model\":\"" + model + "\",")
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    return http.send(
        HttpRequest.newBuilder(URI.create(proxy.url() + "/v1/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
