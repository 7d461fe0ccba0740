package dev.hearth.models.hub;

import dev.hearth.models.hub.HubException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests and follows redirects itself, so that the token goes to the hub and to nobody the
 * hub refers to.
 */
final class HubHttp {
  private static final Logger LOG = LoggerFactory.getLogger(HubHttp.class);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
  private static final int MOST_REDIRECTS = 6;
  private static final Duration CONNECT = Duration.ofSeconds(15);

  /**
   * A connection that gives nothing for so long is dead; a download then goes on with a new one.
   */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final OkHttpClient client;
  private final HttpUrl endpoint;
  private final String token;

  HubHttp(OkHttpClient base, HubSettings settings) {
    this.client =
        base.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(CONNECT)
            .readTimeout(SILENCE)
            .build();
    this.endpoint = HttpUrl.get(settings.endpoint().toString());
    this.token = secret(endpoint) ? settings.token() : "";
    if (token.isEmpty() && !settings.token().isEmpty()) {
      LOG.warn("{} is not encrypted, so the token is not sent there.", endpoint);
    }
  }

  /** True where nobody on the way can read along. */
  private static boolean secret(HttpUrl url) {
    return url.isHttps() || LOOPBACK.contains(url.host());
  }

  HttpUrl endpoint() {
    return endpoint;
  }

  boolean hasToken() {
    return !token.isEmpty();
  }

  /** True for an address at the hub itself. */
  boolean atHub(HttpUrl url) {
    return url.scheme().equals(endpoint.scheme())
        && url.host().equals(endpoint.host())
        && url.port() == endpoint.port();
  }

  /** Sends a request and follows wherever it leads. */
  Response follow(Request request, CallGroup calls) throws IOException {
    Request next = request;
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      Response response = once(next, calls);
      if (!response.isRedirect()) {
        return response;
      }
      try (response) {
        next = request.newBuilder().url(target(next.url(), response)).build();
      }
    }
    throw new HubException(Kind.SERVER, "The hub sends requests round in circles.");
  }

  /** Sends a request and follows it only as long as it stays at the hub. */
  Response once(Request request, CallGroup calls) throws IOException {
    Request.Builder builder =
        request.newBuilder().removeHeader("Authorization").header("User-Agent", "hearth");
    if (hasToken() && atHub(request.url())) {
      builder.header("Authorization", "Bearer " + token);
    }
    Call call = calls.register(client.newCall(builder.build()));
    return call.execute();
  }

  /** Where a redirect leads, refused where it would give up encryption. */
  HttpUrl target(HttpUrl from, Response response) throws HubException {
    String location = response.header("Location", "");
    HttpUrl to = location == null ? null : from.resolve(location);
    if (to == null) {
      throw new HubException(Kind.SERVER, "The hub redirects to no address at all.");
    }
    if (from.isHttps() && !to.isHttps()) {
      throw new HubException(
          Kind.UNSAFE, "The hub redirects to an unencrypted address (" + to.host() + ").");
    }
    return to;
  }
}
