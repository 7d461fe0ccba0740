package dev.hearth.proxy;

import io.vertx.core.http.HttpConnection;
import java.util.Map;
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

  /**
   * Closes what has waited for too long.
   *
   * @return nanoseconds until the next has, or {@link Rounds#NEVER}
   */
  long tick(long now, Limits limits) {
    long next = sockets.tick(now, limits);
    for (Map.Entry<HttpConnection, State> entry : open.entrySet()) {
      State state = entry.getValue();
      if (state.requests.get() == 0) {
        long limit = (state.used ? limits.idle() : limits.headTime()).toNanos();
        long left = limit - (now - state.freeSince);
        if (left < 0) {
          entry.getKey().close();
        }
        next = Math.min(next, Math.max(0, left));
      }
    }
    return next;
  }

  int count() {
    return open.size() + sockets.silent();
  }
}
