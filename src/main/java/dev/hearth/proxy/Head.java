package dev.hearth.proxy;

import dev.hearth.wire.Protocol;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

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
  static Head of(HttpServerRequest request) {
    String uri = request.uri();
    int mark = uri.indexOf('?');
    SocketAddress remote = request.remoteAddress();
    HeaderBag headers = new HeaderBag(request.headers().entries());
    return new Head(
        request.method().name(),
        mark < 0 ? uri : uri.substring(0, mark),
        mark < 0 ? "" : uri.substring(mark),
        request.authority() == null ? headers.text("Host") : request.authority().toString(),
        remote == null || remote.hostAddress() == null ? "" : remote.hostAddress(),
        headers);
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
