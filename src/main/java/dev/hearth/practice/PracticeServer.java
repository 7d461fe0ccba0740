package dev.hearth.practice;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A model server without a model. It speaks llama-server's API on loopback and replies from a
 * script: good answers, good tool calls, and every failure a local model makes. What it shows is
 * chosen by the user's message, see {@link Scenarios}.
 *
 * <p>One event loop serves any number of connections; a reply that waits holds no thread.
 */
public final class PracticeServer implements AutoCloseable {
  /** The id of its only model. */
  public static final String MODEL = Listings.MODEL;

  private static final String HOST = "127.0.0.1";

  /** Twice what Hearth itself lets through. */
  private static final int LARGEST_BODY = 128 * 1024 * 1024;

  /** Agents send long tokens and long lists of beta features. */
  private static final int LARGEST_HEAD = 64 * 1024;

  /** Load tests open hundreds of connections at the same instant. */
  private static final int BACKLOG = 1024;

  private static final long CLOSE_LIMIT_SECONDS = 10;

  private final Vertx vertx;
  private final HttpServer server;
  private final Tally tally;
  private final AtomicBoolean loading;

  /**
   * How many chat replies there are and were.
   *
   * @param inFlight being generated or waiting for a slot
   * @param total ever begun
   * @param aborted ended because the client went away
   */
  public record Counts(int inFlight, long total, long aborted) {}

  private PracticeServer(Vertx vertx, HttpServer server, Tally tally, AtomicBoolean loading) {
    this.vertx = vertx;
    this.server = server;
    this.tally = tally;
    this.loading = loading;
  }

  /** Starts one for people, at a realistic pace; port 0 takes a free port. */
  public static PracticeServer start(int port) {
    return start(port, Pace.REALISTIC);
  }

  /** Starts one with four slots; {@link Pace#FAST} is what tests want. */
  public static PracticeServer start(int port, Pace pace) {
    return start(PracticeSettings.of(port, pace));
  }

  /** Starts one as told. */
  public static PracticeServer start(PracticeSettings settings) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true));
    Tally tally = new Tally();
    AtomicBoolean loading = new AtomicBoolean();
    Routes routes = new Routes(vertx, settings, loading::get, tally);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(HOST)
            .setPort(settings.port())
            .setMaxHeaderSize(LARGEST_HEAD)
            .setMaxInitialLineLength(LARGEST_HEAD)
            .setAcceptBacklog(BACKLOG)
            .setTcpNoDelay(true);
    try {
      HttpServer server =
          vertx
              .createHttpServer(options)
              .requestHandler(request -> receive(request, routes))
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new PracticeServer(vertx, server, tally, loading);
    } catch (CompletionException e) {
      close(vertx);
      throw new UncheckedIOException(
          new IOException(
              "The practice server could not listen on port "
                  + settings.port()
                  + "; choose another port. "
                  + e.getCause().getMessage(),
              e.getCause()));
    }
  }

  /** Its address, without a path. */
  public URI url() {
    return URI.create("http://" + HOST + ":" + server.actualPort());
  }

  public Counts counts() {
    return tally.counts();
  }

  /** Makes it answer everything as llama-server does while it loads a model. */
  public void pretendToLoad(boolean on) {
    loading.set(on);
  }

  @Override
  public void close() {
    close(vertx);
  }

  private static void close(Vertx vertx) {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .completeOnTimeout(null, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static void receive(HttpServerRequest request, Routes routes) {
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() > LARGEST_BODY) {
            HttpServerResponse response = request.response();
            response.setStatusCode(413).putHeader("Connection", "close").end();
            request.connection().close();
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(end -> routes.answer(request, body.getBytes()));
  }
}
