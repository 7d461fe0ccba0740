package dev.hearth.traffic.replay;

import dev.hearth.traffic.Header;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends replays to a running proxy, as any client would. */
public final class HttpReplaySender implements ReplaySender, AutoCloseable {
  /** The header in which the proxy names the exchange a request became. */
  private static final String EXCHANGE_HEADER = "X-Hearth-Exchange";

  /** A long prompt on a slow machine is silent for minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final OkHttpClient http =
      new OkHttpClient.Builder().readTimeout(PATIENCE).retryOnConnectionFailure(false).build();

  private final URI proxy;
  private final String key;

  /**
   * @param proxy the proxy's address, without a path
   * @param key the proxy's key, empty when it asks for none
   */
  public HttpReplaySender(URI proxy, String key) {
    this.proxy = proxy;
    this.key = key;
  }

  @Override
  public String send(ReplayRequest request) throws IOException {
    Request.Builder builder = new Request.Builder().url(proxy.resolve(request.path()).toURL());
    // A request that names its program is sent again in that name.
    builder.header("User-Agent", "Hearth replay");
    for (Header header : request.headers()) {
      if (header.name().equalsIgnoreCase("User-Agent")) {
        builder.removeHeader("User-Agent");
      }
      builder.addHeader(header.name(), header.value());
    }
    if (!key.isEmpty()) {
      builder.header("Authorization", "Bearer " + key);
    }
    boolean bodiless = request.method().equals("GET") || request.method().equals("HEAD");
    builder.method(request.method(), bodiless ? null : RequestBody.create(request.body()));
    try (Response response = http.newCall(builder.build()).execute();
        InputStream body = response.body().byteStream()) {
      body.transferTo(java.io.OutputStream.nullOutputStream());
      return Optional.ofNullable(response.header(EXCHANGE_HEADER))
          .orElseThrow(() -> new IOException("What answered at " + proxy + " is no Hearth proxy."));
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
