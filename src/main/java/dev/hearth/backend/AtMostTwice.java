package dev.hearth.backend;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets a request go out a second time only. A kept connection may turn out to be dead, but a server
 * that breaks every connection must not be asked on all that are kept.
 */
final class AtMostTwice implements Interceptor {
  /** Counts how often one request was sent, and knows the socket that took it last. */
  static final class Sendings {
    private final AtomicInteger count = new AtomicInteger();
    private volatile Socket socket;

    /** The socket, where it can announce its reads; a connection with TLS cannot. */
    Optional<AnnouncingSocket> announcing() {
      return socket instanceof AnnouncingSocket found ? Optional.of(found) : Optional.empty();
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Sendings sendings = chain.request().tag(Sendings.class);
    if (sendings != null && sendings.count.incrementAndGet() > 2) {
      throw new ProtocolException("the connection was closed without an answer, twice");
    }
    Connection connection = chain.connection();
    if (sendings != null && connection != null) {
      sendings.socket = connection.socket();
    }
    return chain.proceed(chain.request());
  }
}
