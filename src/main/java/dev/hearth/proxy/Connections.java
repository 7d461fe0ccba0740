package dev.hearth.proxy;

import io.vertx.core.http.HttpConnection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections on which no request comes along in time, however busily bytes of an unfinished
 * head trickle in.
 */
final class Connections {
  private static final class State {
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long freeSince = System.nanoTime();
    private volatile boolean used;
  }

  private final AcceptedSockets sockets;
  private final ConcurrentMap<HttpConnection, State> open = new ConcurrentHashMap<>();

  Connections(AcceptedSockets sockets) {
    this.sockets = sockets;
  }

  /** A connection on which something is being said. */
  void opened(HttpConnection connection) {
    open.put(connection, new State());
    sockets.spoke(connection.remoteAddress());
    connection.closeHandler(v -> open.remove(connection));
  }

  /** A request's head is complete. */
  void busy(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      state.used = true;
      state.requests.incrementAndGet();
    }
  }

  /** A request is over. */
  void free(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      state.freeSince = System.nanoTime();
      state.requests.decrementAndGet();
    }
  }

  /** Closes what has waited for too long. */
  void tick(long now, Limits limits) {
    sockets.tick(now, limits);
    open.forEach(
        (connection, state) -> {
          long limit = (state.used ? limits.idle() : limits.headTime()).toNanos();
          if (state.requests.get() == 0 && now - state.freeSince > limit) {
            connection.close();
          }
        });
  }

  int count() {
    return open.size() + sockets.silent();
  }
}
