package dev.hearth.app;

import dev.hearth.clients.ConnectionProbe;
import dev.hearth.clients.ProbeResult;
import dev.hearth.clients.ProxyAddress;
import dev.hearth.desk.services.Trial;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** The four probes on a thread of their own, with the request under way cut when called off. */
final class ClientTrial implements Trial {
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final OkHttpClient http;
  private final String protocol;
  private final ProxyAddress address;
  private final Consumer<ProbeResult> told;
  private volatile boolean cancelled;

  ClientTrial(
      OkHttpClient shared, String protocol, ProxyAddress address, Consumer<ProbeResult> told) {
    // A dispatcher of its own, so that cancelling touches no other request.
    this.http =
        shared.newBuilder().dispatcher(new Dispatcher()).addInterceptor(this::unlessOff).build();
    this.protocol = protocol;
    this.address = address;
    this.told = told;
  }

  void start() {
    Thread.ofVirtual().name("client-test").start(this::run);
  }

  @Override
  public CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public void cancel() {
    cancelled = true;
    http.dispatcher().cancelAll();
  }

  private void run() {
    try {
      new ConnectionProbe(http).run(protocol, address, this::tell);
      done.complete(null);
    } catch (CancellationException e) {
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void tell(ProbeResult result) {
    if (cancelled) {
      throw new CancellationException();
    }
    told.accept(result);
  }

  private Response unlessOff(Interceptor.Chain chain) throws IOException {
    if (cancelled) {
      throw new IOException("called off");
    }
    return chain.proceed(chain.request());
  }
}
