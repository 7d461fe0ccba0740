package dev.hearth.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides who comes in: by the host a request names, the web page it comes from, and its key. */
final class Doorman {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\\]?");
  private static final String PREFLIGHT_LIFE = "600";

  private final Access access;
  private final boolean loopbackOnly;

  Doorman(ProxyConfig config) {
    access = config.access();
    loopbackOnly = isLoopback(config.host());
  }

  /** Refuses requests that a web page may have slipped in. */
  void check(Head head) throws Refusal {
    String host = withoutPort(head.host());
    if (!hostAllowed(host)) {
      throw new Refusal(
          403,
          "Hearth does not answer to this host name. Use http://127.0.0.1 or http://localhost, or"
              + " allow the name with --allow-host.");
    }
    Optional<String> origin = head.headers().first("Origin");
    boolean crossSite = head.headers().text("Sec-Fetch-Site").equals("cross-site");
    if (origin.isPresent() ? !originAllowed(origin.get(), head) : crossSite) {
      throw new Refusal(
          403,
          "Hearth refuses requests from web pages of other origins. Allow one with"
              + " --allow-origin.");
    }
  }

  private boolean hostAllowed(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    // A rebound name is the danger; where other machines may come, an address is no name.
    return isLoopback(name)
        || access.hosts().contains(name)
        || access.hosts().contains("*")
        || !loopbackOnly && ADDRESS.matcher(name).matches();
  }

  private boolean originAllowed(String origin, Head head) {
    return access.origins().contains(origin)
        || access.origins().contains("*")
        || origin.equalsIgnoreCase("http://" + head.host());
  }

  /** Whether the request is the question a browser asks before a request from another origin. */
  boolean isPreflight(Head head) {
    return head.method().equals("OPTIONS") && head.headers().has("Access-Control-Request-Method");
  }

  /** What every reply to an allowed web page carries; nothing for other clients. */
  Map<String, String> crossOriginHeaders(Head head) {
    Map<String, String> headers = new LinkedHashMap<>();
    head.headers()
        .first("Origin")
        .filter(origin -> originAllowed(origin, head))
        .ifPresent(
            origin -> {
              headers.put("Access-Control-Allow-Origin", origin);
              headers.put("Vary", "Origin");
              headers.put(
                  "Access-Control-Expose-Headers", "Retry-After, X-Hearth-Exchange, Content-Type");
            });
    return headers;
  }

  /** The answer to a preflight of an allowed origin. */
  Map<String, String> preflightHeaders(Head head, String methods) {
    Map<String, String> headers = crossOriginHeaders(head);
    headers.put("Access-Control-Allow-Methods", methods);
    String asked = head.headers().text("Access-Control-Request-Headers");
    headers.put(
        "Access-Control-Allow-Headers",
        asked.isEmpty() ? "Authorization, Content-Type, X-Api-Key" : asked);
    headers.put("Access-Control-Max-Age", PREFLIGHT_LIFE);
    headers.put("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    if (head.headers().text("Access-Control-Request-Private-Network").equals("true")) {
      headers.put("Access-Control-Allow-Private-Network", "true");
    }
    return headers;
  }

  /** Whether callers must present a key. */
  boolean demandsKey() {
    return !access.key().isEmpty();
  }

  /** Compares without telling by its duration how much of the key was right. */
  boolean isKey(String token) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), access.key().getBytes(StandardCharsets.UTF_8));
  }

  static boolean isLoopback(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    // The dot says that the name is complete, nothing else.
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("::1")
        || name.equals("[::1]")
        || LOOPBACK_V4.matcher(name).matches();
  }

  static String withoutPort(String host) {
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? host : host.substring(0, end + 1);
    }
    int colon = host.lastIndexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }
}
