package dev.hearth.backend;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where and how one model server is reached.
 *
 * @param url its address; a trailing slash or {@code /v1} makes no difference
 * @param kind what it is, {@link BackendKind#AUTO} to ask it
 * @param apiKey the key Hearth itself has for it, empty when callers bring theirs
 * @param headers further headers to send with every request
 * @param connectTimeout how long a connection may take to be made
 * @param idleTimeout how long the server may stay silent, before its first byte and between bytes
 */
public record BackendConfig(
    URI url,
    BackendKind kind,
    String apiKey,
    Map<String, String> headers,
    Duration connectTimeout,
    Duration idleTimeout) {
  /** A slow machine may read a prompt for minutes before the first byte. */
  public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(300);

  /** A model server is near: a longer wait only hides that it is not there. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

  public BackendConfig {
    url = MountRoot.of(url);
    apiKey = apiKey.strip();
    headers = Map.copyOf(headers);
  }

  /** A server at this address with everything else as usual. */
  public static BackendConfig at(URI url) {
    return new BackendConfig(
        url, BackendKind.AUTO, "", Map.of(), DEFAULT_CONNECT_TIMEOUT, DEFAULT_IDLE_TIMEOUT);
  }

  public BackendConfig withKind(BackendKind value) {
    return new BackendConfig(url, value, apiKey, headers, connectTimeout, idleTimeout);
  }

  public BackendConfig withApiKey(String value) {
    return new BackendConfig(url, kind, value, headers, connectTimeout, idleTimeout);
  }

  public BackendConfig withHeaders(Map<String, String> value) {
    return new BackendConfig(url, kind, apiKey, value, connectTimeout, idleTimeout);
  }

  public BackendConfig withConnectTimeout(Duration value) {
    return new BackendConfig(url, kind, apiKey, headers, value, idleTimeout);
  }

  public BackendConfig withIdleTimeout(Duration value) {
    return new BackendConfig(url, kind, apiKey, headers, connectTimeout, value);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "BackendConfig[" + MountRoot.shown(url) + ", " + kind + "]";
  }
}
