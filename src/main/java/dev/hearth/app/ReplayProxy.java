package dev.hearth.app;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendRouter;
import dev.hearth.proxy.Access;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.ProxyServer;
import dev.hearth.traffic.EventSink;
import dev.hearth.traffic.replay.HttpReplaySender;
import dev.hearth.traffic.replay.ReplayRequest;
import dev.hearth.traffic.replay.ReplaySender;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;

/**
 * A second proxy for the time of a replay, in front of another server: the same guard and the same
 * rules as the one users talk to, so that outcomes can be compared. Nobody else can use it.
 */
final class ReplayProxy implements ReplaySender, AutoCloseable {
  private static final int KEY_BYTES = 32;

  private final Backend backend;
  private final ProxyServer proxy;
  private final HttpReplaySender sender;

  /**
   * @param rules how the proxy of the user behaves
   * @param server the other server
   * @param key that server's key, empty when it asks for none
   */
  ReplayProxy(ProxyConfig rules, URI server, String key, EventSink sink) throws IOException {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    String own = HexFormat.of().formatHex(random);
    backend = new Backend(BackendConfig.at(server).withApiKey(key));
    try {
      proxy = ProxyServer.start(alone(rules, own), BackendRouter.fixed(backend), sink);
    } catch (IOException e) {
      backend.close();
      throw e;
    }
    sender = new HttpReplaySender(proxy.url(), own);
  }

  private static ProxyConfig alone(ProxyConfig rules, String key) {
    return rules
        .withHost("127.0.0.1")
        .withPort(0)
        .withAccess(new Access(key, Set.of(), Set.of(), true))
        // Whoever calls a replay off does not wait for its reply.
        .withPace(rules.pace().withClose(Duration.ZERO));
  }

  @Override
  public String send(ReplayRequest request) throws IOException {
    return sender.send(request);
  }

  /** A thread that was interrupted to call a replay off still lets its exchange end properly. */
  @Override
  public void close() {
    boolean calledOff = Thread.interrupted();
    try {
      sender.close();
      proxy.inFlight().forEach(one -> proxy.cancel(one.exchange()));
      // A server that is silent would otherwise be waited for.
      backend.close();
      proxy.close();
    } finally {
      if (calledOff) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
