package dev.hearth.traffic.export;

import dev.hearth.traffic.Header;
import dev.hearth.traffic.exchange.Exchange;

/** The address a client used. */
final class Addresses {
  private Addresses() {}

  static String url(Exchange exchange) {
    String path = exchange.summary().path();
    if (path.startsWith("http://") || path.startsWith("https://")) {
      return path;
    }
    String host =
        exchange.headers().stream()
            .filter(h -> h.name().equalsIgnoreCase("host") && !h.value().isBlank())
            .map(Header::value)
            .findFirst()
            .orElse("127.0.0.1");
    return "http://" + host + (path.startsWith("/") ? "" : "/") + path;
  }
}
