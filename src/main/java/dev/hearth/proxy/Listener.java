package dev.hearth.proxy;

import dev.hearth.wire.Json;
import dev.hearth.wire.openai.OpenAiErrors;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listening socket, shared by a few event loops. */
final class Listener {
  /** Requests are served on virtual threads; loops only move bytes. */
  static final int LOOPS = 2;

  /** Names the free port that the loops share. */
  private static final int SHARED = 1;

  private final Vertx vertx;
  private final HttpFront front;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private volatile int port;
  private volatile boolean listening;

  Listener(Vertx vertx, HttpFront front) {
    this.vertx = vertx;
    this.front = front;
  }

  private final class Loop extends VerticleBase {
    private final ProxyConfig config;

    Loop(ProxyConfig config) {
      this.config = config;
    }

    @Override
    public Future<?> start() {
      HttpServer server = vertx.createHttpServer(ProxyServer.options(config));
      SocketAddress place =
          config.port() == 0
              ? SocketAddress.sharedRandomPort(SHARED, config.host())
              : SocketAddress.inetSocketAddress(config.port(), config.host());
      return server
          .connectionHandler(front::connected)
          .requestHandler(front::handle)
          .invalidRequestHandler(Listener::refuse)
          .listen(place)
          .onSuccess(this::ready);
    }

    private void ready(HttpServer server) {
      port = server.actualPort();
      servers.add(server);
    }
  }

  void listen(ProxyConfig config, Duration limit) throws IOException {
    try {
      ProxyServer.await(
          vertx.deployVerticle(() -> new Loop(config), new DeploymentOptions().setInstances(LOOPS)),
          limit);
      listening = true;
    } catch (CompletionException e) {
      throw ProxyServer.cannotListen(config, e);
    }
  }

  /** Takes no more connections; those on which a reply is under way get so much time. */
  void stop(Duration grace) {
    listening = false;
    servers.forEach(server -> server.shutdown(grace));
  }

  boolean listening() {
    return listening;
  }

  URI url(String host) {
    String shown =
        host.equals("0.0.0.0") || host.equals("::")
            ? "127.0.0.1"
            : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create("http://" + shown + ":" + port);
  }

  /** A request that is no proper HTTP. */
  private static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status =
        cause instanceof TooLongHttpHeaderException
            ? 431
            : cause instanceof TooLongHttpLineException ? 414 : 400;
    String message =
        switch (status) {
          case 431 -> "The request's headers are too large.";
          case 414 -> "The request's address is too long.";
          default -> "This is not a proper HTTP request.";
        };
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Connection", "close")
        .end(Buffer.buffer(Json.bytes(OpenAiErrors.error(status, message))))
        .onComplete(done -> request.connection().close());
  }
}
