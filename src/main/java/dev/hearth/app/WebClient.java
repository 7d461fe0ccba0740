package dev.hearth.app;

import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * An HTTP client for servers elsewhere, made when it is first used: reading the trusted
 * certificates would make the window wait.
 */
final class WebClient implements Call.Factory, AutoCloseable {
  private final Supplier<OkHttpClient> maker;
  private Optional<OkHttpClient> made = Optional.empty();

  WebClient(Supplier<OkHttpClient> maker) {
    this.maker = maker;
  }

  /** The client itself, for those who change a copy of it. */
  synchronized OkHttpClient client() {
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
    }
    return made.get();
  }

  @Override
  public Call newCall(Request request) {
    return client().newCall(request);
  }

  @Override
  public synchronized void close() {
    made.ifPresent(
        http -> {
          http.dispatcher().executorService().shutdown();
          http.connectionPool().evictAll();
        });
  }
}
