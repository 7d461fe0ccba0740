package dev.hearth.desk.tour;

import dev.hearth.backend.Backend;
import dev.hearth.backend.BackendConfig;
import dev.hearth.backend.BackendRouter;
import dev.hearth.desk.services.ComposedRequest;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.ProxyControl;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Sending;
import dev.hearth.practice.PracticeServer;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.proxy.ProxyServer;
import dev.hearth.traffic.Feed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** The real proxy before the practice model, over HTTP on ports of their own. */
public final class PracticeProxy implements ProxyControl, AutoCloseable {
  private final PracticeServer practice = PracticeServer.start(0);
  private final Backend backend = new Backend(BackendConfig.at(practice.url()));
  private final HttpClient http = HttpClient.newHttpClient();
  private final ProxyServer proxy;
  private final LiveValue<ProxyStatus> status;

  public PracticeProxy(Feed feed) throws IOException {
    proxy = ProxyServer.start(ProxyConfig.DEFAULT.withPort(0), BackendRouter.fixed(backend), feed);
    status =
        new LiveValue<>(
            new ProxyStatus(
                ProxyStatus.State.LISTENING, proxy.url().toString(), 0, false, true, ""));
  }

  @Override
  public Live<ProxyStatus> status() {
    return status;
  }

  @Override
  public void start() {}

  @Override
  public void startOn(int port) {}

  @Override
  public void stop() {
    status.set(ProxyStatus.STOPPED);
  }

  @Override
  public boolean cancel(String exchange) {
    return proxy.cancel(exchange);
  }

  @Override
  public Sending send(ComposedRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(proxy.url().resolve(request.path()))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(h -> builder.header(h.name(), h.value()));
    CompletableFuture<Integer> done =
        http.sendAsync(builder.build(), HttpResponse.BodyHandlers.discarding())
            .thenApply(HttpResponse::statusCode);
    return new Sending() {
      @Override
      public CompletableFuture<Integer> done() {
        return done;
      }

      @Override
      public void cancel() {
        done.cancel(true);
      }
    };
  }

  @Override
  public void close() throws Exception {
    proxy.close();
    backend.close();
    practice.close();
    http.close();
  }
}
