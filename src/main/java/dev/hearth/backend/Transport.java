package dev.hearth.backend;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** HTTP to one server. Owns the connections. */
final class Transport implements AutoCloseable {
  /** Servers close idle connections after 5 s and more; ours must be gone before that. */
  private static final Duration POOLED_FOR = Duration.ofSeconds(4);

  /** What servers with messages ask for where the client names no version. */
  private static final String MESSAGES_VERSION = "2023-06-01";

  private static final int POOLED = 256;
  private static final String AGENT = "Hearth";

  private static final int MOST_ADDRESSES = 64;

  private final Map<String, HttpUrl> addresses = new ConcurrentHashMap<>();
  private final OkHttpClient client;
  private final BackendConfig config;

  Transport(BackendConfig config) {
    this.config = config;
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionPool(UnhurriedCleanup.pool(POOLED, POOLED_FOR))
            .dispatcher(new Dispatcher())
            .protocols(java.util.List.of(Protocol.HTTP_1_1))
            .connectTimeout(config.connectTimeout())
            .readTimeout(config.idleTimeout())
            .writeTimeout(config.idleTimeout())
            .addNetworkInterceptor(new AtMostTwice())
            .followRedirects(false)
            // Connecting happens on the thread that waits for it anyway.
            .fastFallback(false);
    if ("http".equalsIgnoreCase(config.url().getScheme())) {
      // With TLS the plain socket is out of sight, and its limits are needed for the handshake.
      builder.socketFactory(new AnnouncingSocket.Factory());
    }
    this.client = builder.build();
  }

  /** A call that has not been sent yet; path begins with a slash and may carry a query. */
  BackendCall call(
      String method,
      String path,
      Optional<OutgoingBody> body,
      Credential credential,
      BackendKind kind,
      Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("User-Agent", AGENT);
    all.put("Accept-Encoding", "identity");
    if (kind.speaksMessages()) {
      all.put("anthropic-version", MESSAGES_VERSION);
    }
    all.putAll(headers);
    all.putAll(credential.headers(kind));
    all.putAll(config.headers());
    Request.Builder request =
        new Request.Builder()
            .url(address(path))
            .tag(AtMostTwice.Sendings.class, new AtMostTwice.Sendings())
            .headers(Headers.of(all))
            .method(method, sent(body));
    return new BackendCall(client.newCall(request.build()), MountRoot.shown(config.url()) + path);
  }

  private HttpUrl address(String path) {
    HttpUrl known = addresses.get(path);
    if (known != null) {
      return known;
    }
    HttpUrl parsed = HttpUrl.get(config.url() + path);
    // Queries are the caller's and of any number; paths are Hearth's and few.
    if (path.indexOf('?') < 0 && addresses.size() < MOST_ADDRESSES) {
      addresses.put(path, parsed);
    }
    return parsed;
  }

  private static RequestBody sent(Optional<OutgoingBody> body) {
    return body.<RequestBody>map(Sent::new).orElse(null);
  }

  private static final class Sent extends RequestBody {
    private final OutgoingBody body;

    Sent(OutgoingBody body) {
      this.body = body;
    }

    @Override
    public MediaType contentType() {
      return body.contentType().isEmpty() ? null : MediaType.parse(body.contentType());
    }

    @Override
    public long contentLength() {
      return body.length();
    }

    /** What is there already can be sent again when a kept connection turns out to be dead. */
    @Override
    public boolean isOneShot() {
      return !(body instanceof OutgoingBody.Whole);
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink.outputStream());
    }
  }

  /** Open connections, idle ones included. */
  int connections() {
    return client.connectionPool().connectionCount();
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
