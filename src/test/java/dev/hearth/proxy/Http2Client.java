package dev.hearth.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Speaks HTTP/2 without encryption, with prior knowledge. */
final class Http2Client implements AutoCloseable {
  record Answer(int status, String body) {}

  private static final long LIMIT_SECONDS = 20;
  private static final long CANCEL = 8;

  private final Vertx vertx;
  private final HttpClient client;

  private Http2Client(Vertx vertx, HttpClient client) {
    this.vertx = vertx;
    this.client = client;
  }

  static Http2Client connect(URI server) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setUseDaemonThread(true));
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setDefaultHost(server.getHost())
            .setDefaultPort(server.getPort());
    return new Http2Client(vertx, vertx.createHttpClient(options));
  }

  Answer post(String path, String body) throws Exception {
    return await(
        client
            .request(HttpMethod.POST, path)
            .compose(request -> request.send(Buffer.buffer(body)))
            .compose(
                response ->
                    response.body().map(all -> new Answer(response.statusCode(), all.toString()))));
  }

  /** Resets the stream as soon as something of the reply is there. */
  void abortAfterFirstData(String path, String body) throws Exception {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    HttpClientRequest request = await(client.request(HttpMethod.POST, path));
    request
        .response()
        .onSuccess(
            response ->
                response
                    .exceptionHandler(reset -> seen.complete(null))
                    .handler(
                        data -> {
                          seen.complete(null);
                          request.reset(CANCEL);
                        }));
    request.end(Buffer.buffer(body));
    seen.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    await(client.close());
    await(vertx.close());
  }
}
