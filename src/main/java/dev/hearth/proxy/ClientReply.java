package dev.hearth.proxy;

import dev.hearth.proxy.Cancellation.Cancelled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The reply to one request. One exchange thread writes, the event loop sends: what is written while
 * the event loop is busy goes out in one piece, and a client that is slow makes the writer wait.
 */
final class ClientReply {
  /** More than this is not kept for a client that is not taking it. */
  private static final int MOST_PENDING = 256 * 1024;

  /** What is gathered goes out at this size at the latest. */
  private static final int MOST_GATHERED = 32 * 1024;

  private static final int FIRST_BUFFER = 2048;

  private final HttpServerResponse response;
  private final Context loop;
  private final Cancellation cancellation;
  private final Duration stallLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private byte[] pending = new byte[FIRST_BUFFER];
  private int length;
  private Runnable head;
  private boolean gathering;
  private boolean flushing;
  private boolean finishing;
  private boolean crowded;
  private boolean blocked;
  private boolean headSent;
  private boolean ending;
  private boolean handedOver;
  private boolean ended;
  private boolean gone;
  private boolean lastOnItsConnection;
  private long lastSent = System.nanoTime();

  ClientReply(
      HttpServerResponse response, Context loop, Cancellation cancellation, Duration stallLimit) {
    this.response = response;
    this.loop = loop;
    this.cancellation = cancellation;
    this.stallLimit = stallLimit;
    response.closeHandler(done -> lost());
    response.exceptionHandler(failure -> lost());
  }

  /** Sends a complete reply; false when a head is already out. */
  boolean whole(int status, Map<String, String> headers, byte[] body, boolean bodyless) {
    lock.lock();
    try {
      if (headSent || gone) {
        return false;
      }
      headSent = true;
      ending = true;
      handedOver = true;
      lastOnItsConnection = "close".equals(headers.get("Connection"));
      loop.runOnContext(
          v -> {
            put(status, headers);
            if (status != 204) {
              response.putHeader("Content-Length", Integer.toString(body.length));
            }
            (bodyless ? response.end() : response.end(Buffer.buffer(body)))
                .onComplete(done -> finished());
          });
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the client was told that the connection ends with this reply. */
  boolean lastOnItsConnection() {
    lock.lock();
    try {
      return lastOnItsConnection;
    } finally {
      lock.unlock();
    }
  }

  /** Sends the head of a reply whose body follows; false when a head is already out. */
  boolean open(int status, Map<String, String> headers) {
    lock.lock();
    try {
      if (headSent || gone) {
        return false;
      }
      headSent = true;
      lastSent = System.nanoTime();
      head =
          () -> {
            put(status, headers);
            if (!headers.containsKey("Content-Length")) {
              response.setChunked(true);
            }
          };
      if (!gathering) {
        flushLater();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void put(int status, Map<String, String> headers) {
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
  }

  boolean opened() {
    lock.lock();
    try {
      return headSent;
    } finally {
      lock.unlock();
    }
  }

  /** Sends more of the body; waits while the client is behind. */
  void write(byte[] bytes) throws Cancelled {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int offset, int count) throws Cancelled {
    lock.lock();
    try {
      awaitRoom();
      add(bytes, offset, count);
      if (!gathering) {
        flushLater();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * From now on what is written goes out only with {@link #flush}, in one piece; until it is
   * switched off again.
   */
  void gather(boolean on) {
    lock.lock();
    try {
      gathering = on;
      flushWritten();
    } finally {
      lock.unlock();
    }
  }

  /**
   * From now on what is written goes out together with the end: a client that leaves as soon as it
   * has read the last event would otherwise seem to have left early.
   */
  void finishing() {
    lock.lock();
    try {
      finishing = true;
    } finally {
      lock.unlock();
    }
  }

  /** Sends what was gathered; never waits. */
  void flush() {
    lock.lock();
    try {
      flushWritten();
    } finally {
      lock.unlock();
    }
  }

  private void flushWritten() {
    if ((length > 0 || head != null) && !gone) {
      flushLater();
    }
  }

  /** Sends a sign of life if nothing else is on its way; never waits. */
  boolean tryWrite(byte[] bytes) {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      if (gone || ending || length > 0 || blocked || !headSent) {
        return false;
      }
      add(bytes, 0, bytes.length);
      flushLater();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** How long the client has heard nothing. */
  long silentNanos(long now) {
    lock.lock();
    try {
      return now - lastSent;
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() throws Cancelled {
    crowded = length >= MOST_PENDING;
    if (length >= MOST_GATHERED) {
      flushLater();
    }
    long left = stallLimit.toNanos();
    while (length >= MOST_PENDING && !gone) {
      cancellation.check();
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        throw new Cancelled();
      }
      if (left <= 0) {
        cancellation.cancel(Cancellation.STALLED);
        cut();
      }
    }
    if (gone) {
      cancellation.cancel(Cancellation.CLIENT);
      throw new Cancelled();
    }
  }

  private void add(byte[] bytes, int offset, int count) {
    if (pending.length - length < count) {
      pending = Arrays.copyOf(pending, Math.max(pending.length * 2, length + count));
    }
    System.arraycopy(bytes, offset, pending, length, count);
    length += count;
    lastSent = System.nanoTime();
  }

  private void flushLater() {
    if (!flushing && !blocked && !awaitsEnd()) {
      flushing = true;
      loop.runOnContext(v -> send());
    }
  }

  private boolean awaitsEnd() {
    return finishing && !ending && !crowded;
  }

  /** On the event loop. */
  private void send() {
    Buffer out;
    Runnable first;
    boolean last;
    lock.lock();
    try {
      flushing = false;
      if (gone || ended || awaitsEnd()) {
        return;
      }
      if (response.writeQueueFull()) {
        blocked = true;
        response.drainHandler(v -> drained());
        return;
      }
      first = head;
      head = null;
      out = length == 0 ? null : Buffer.buffer(length).appendBytes(pending, 0, length);
      length = 0;
      crowded = false;
      if (pending.length > MOST_PENDING) {
        pending = new byte[FIRST_BUFFER];
      }
      last = ending;
      handedOver |= last;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (first != null) {
      first.run();
    }
    if (last) {
      (out == null ? response.end() : response.end(out)).onComplete(done -> finished());
    } else if (out != null) {
      response.write(out);
    } else if (first != null) {
      response.writeHead();
    }
  }

  private void drained() {
    lock.lock();
    try {
      blocked = false;
      flushLater();
    } finally {
      lock.unlock();
    }
  }

  /** Ends a streamed body. */
  void end() {
    lock.lock();
    try {
      if (!ending) {
        ending = true;
        flushLater();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the client's connection has taken everything; false when it never will. */
  boolean awaitEnd() {
    lock.lock();
    try {
      long left = stallLimit.toNanos();
      while (!ended && !gone && !cancellation.cancelled() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ended;
    } catch (InterruptedException e) {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Breaks the connection (or the stream of a shared one) off, so that no half reply seems whole.
   */
  void cut() {
    loop.runOnContext(
        v -> {
          if (!response.ended()) {
            response.reset();
          }
        });
  }

  private void finished() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void lost() {
    lock.lock();
    try {
      if (ended || gone) {
        return;
      }
      if (handedOver) {
        // Clients may close as soon as they have read the last event.
        ended = true;
        changed.signalAll();
        return;
      }
      gone = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    cancellation.cancel(Cancellation.CLIENT);
  }
}
