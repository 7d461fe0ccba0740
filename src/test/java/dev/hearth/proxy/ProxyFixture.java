package dev.hearth.proxy;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendRouter;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A proxy in front of a backend, with everything it told. Closing it checks that nothing leaks. */
final class ProxyFixture implements AutoCloseable {
  static final ProxyConfig QUICK =
      ProxyConfig.DEFAULT.withPort(0).withPace(Pace.DEFAULT.withClose(Duration.ofMillis(200)));

  private final Backend backend;
  private final ProxyServer proxy;
  private final List<Event> events = new CopyOnWriteArrayList<>();

  private ProxyFixture(ProxyConfig config, Backend backend) throws IOException {
    this.backend = backend;
    this.proxy = ProxyServer.start(config, BackendRouter.fixed(backend), events::add);
  }

  static ProxyFixture to(URI backend) throws IOException {
    return to(backend, c -> c, b -> b);
  }

  static ProxyFixture to(URI backend, UnaryOperator<ProxyConfig> change) throws IOException {
    return to(backend, change, b -> b);
  }

  static ProxyFixture to(
      URI backend, UnaryOperator<ProxyConfig> change, UnaryOperator<BackendConfig> how)
      throws IOException {
    return new ProxyFixture(change.apply(QUICK), new Backend(how.apply(BackendConfig.at(backend))));
  }

  ProxyServer proxy() {
    return proxy;
  }

  Backend backend() {
    return backend;
  }

  URI url() {
    return proxy.url();
  }

  URI url(String path) {
    return proxy.url().resolve(path);
  }

  RawHttp connect() throws IOException {
    return RawHttp.connect(proxy.url());
  }

  RawHttp.Response get(String path, String... headers) throws IOException {
    try (RawHttp http = connect()) {
      return http.get(path, headers).response();
    }
  }

  RawHttp.Response post(String path, String body, String... headers) throws IOException {
    try (RawHttp http = connect()) {
      return http.post(path, body, headers).response();
    }
  }

  List<RawHttp.Event> stream(String path, String body, String... headers) throws IOException {
    try (RawHttp http = connect()) {
      return http.post(path, body, headers).events();
    }
  }

  List<Event> events() {
    return events;
  }

  <T extends Event> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Waits until an event of this kind was told. */
  <T extends Event> T await(Class<T> type) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> events(type), list -> !list.isEmpty())
        .getFirst();
  }

  @Override
  public void close() {
    try {
      Awaitility.await("all exchanges over")
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> proxy.inFlight().isEmpty());
    } finally {
      proxy.close();
      backend.close();
    }
  }
}
