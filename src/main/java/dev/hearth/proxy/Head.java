package dev.hearth.proxy;

import dev.hearth.wire.Protocol;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request before its body.
 *
 * @param method in capitals
 * @param path as sent, still encoded, without the query
 * @param query as sent with its question mark, or empty
 * @param host what the client calls this server
 * @param address the client's address without port
 */
record Head(
    String method, String path, String query, String host, String address, HeaderBag headers) {
  /** How clients write addresses to a proxy; RFC 9112 wants every server to understand it. */
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*)(.*)");

  static Head of(HttpServerRequest request) {
    String uri = request.uri();
    String host = "";
    Matcher absolute = ABSOLUTE.matcher(uri);
    if (absolute.matches()) {
      host = absolute.group(1);
      uri = absolute.group(2).startsWith("/") ? absolute.group(2) : "/" + absolute.group(2);
    }
    int mark = uri.indexOf('?');
    SocketAddress remote = request.remoteAddress();
    HeaderBag headers = new HeaderBag(request.headers().entries());
    return new Head(
        request.method().name(),
        mark < 0 ? uri : uri.substring(0, mark),
        mark < 0 ? "" : uri.substring(mark),
        host.isEmpty() ? hostOf(request, headers) : host,
        remote == null || remote.hostAddress() == null ? "" : remote.hostAddress(),
        headers);
  }

  private static String hostOf(HttpServerRequest request, HeaderBag headers) {
    return request.authority() == null ? headers.text("Host") : request.authority().toString();
  }

  /** Refuses what can be understood in two ways, which is how requests are smuggled. */
  void check() throws Refusal {
    if (headers.all("Host").size() > 1) {
      throw Refusal.badRequest("The request names several hosts. Send one Host header.");
    }
    if (host.isEmpty() && !headers.has("Host")) {
      throw Refusal.badRequest("The request names no host. Send a Host header.");
    }
    for (String coding : headers.all("Transfer-Encoding")) {
      if (!coding.strip().equalsIgnoreCase("chunked")) {
        throw new Refusal(
                501, "Hearth reads bodies that are sent whole or chunked, in no other way.")
            .with("Connection", "close");
      }
    }
  }

  boolean wantsWebSocket() {
    return headers.text("Upgrade").equalsIgnoreCase("websocket");
  }

  /** The dialect the caller most probably speaks; its route may say it better. */
  Protocol dialect() {
    return path.contains("/messages") || headers.has("anthropic-version")
        ? Protocol.ANTHROPIC
        : Protocol.OPENAI;
  }

  /** The address clients should use, as this client sees it. */
  String base() {
    return "http://" + host;
  }

  boolean isPost() {
    return method.equals("POST");
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  long contentLength() {
    try {
      return Long.parseLong(headers.text("Content-Length"));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
