package dev.hearth.proxy;

import dev.hearth.backend.OutgoingBody;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A request's body on its way from the event loop to the exchange that reads it. It is counted
 * while it arrives, and only a little of it is kept while nobody reads.
 */
final class IncomingBody {
  /** The client is told to wait when this much is unread. */
  private static final int MOST_UNREAD = 512 * 1024;

  private static final long SHORT_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int FIRST_BUFFER = 4 * 1024;
  // A declared length is a claim, not yet data.
  private static final int LARGEST_FIRST_BUFFER = 1024 * 1024;

  private final HttpServerRequest request;
  private final Context loop;
  private final Limits limits;
  private final long declared;
  private final boolean expectsContinue;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Buffer> unread = new ArrayDeque<>();
  private int unreadBytes;
  private long total;
  private boolean ended;
  private boolean broken;
  private boolean paused;
  private boolean discarding;
  private boolean continued;

  IncomingBody(HttpServerRequest request, Context loop, Limits limits, Head head) {
    this.request = request;
    this.loop = loop;
    this.limits = limits;
    this.declared = head.contentLength();
    this.expectsContinue = head.headers().text("Expect").equalsIgnoreCase("100-continue");
    this.ended = declared <= 0 && !head.headers().has("Transfer-Encoding") && !head.isPost();
    request.exceptionHandler(failure -> breakOff());
    request.handler(this::arrived);
    request.endHandler(v -> complete());
  }

  private void arrived(Buffer piece) {
    lock.lock();
    try {
      total += piece.length();
      if (!discarding) {
        unread.add(piece);
        unreadBytes += piece.length();
        changed.signalAll();
        if (unreadBytes > MOST_UNREAD && !paused) {
          paused = true;
          request.pause();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void complete() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void breakOff() {
    lock.lock();
    try {
      broken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives a small body that is on its way the time to arrive, which keeps the connection usable.
   */
  void awaitIfShort() {
    lock.lock();
    try {
      boolean small = declared >= 0 && declared <= MOST_UNREAD && (!expectsContinue || continued);
      long left = SHORT_WAIT_NANOS;
      while (small && !ended && !broken && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Reads the rest and throws it away, so that a client still sending can read the reply. */
  void discard() {
    lock.lock();
    try {
      discarding = true;
      unread.clear();
      unreadBytes = 0;
      resumeIfPaused();
    } finally {
      lock.unlock();
    }
  }

  /** The whole body. */
  byte[] whole() throws Refusal, Cancellation.Cancelled {
    checkDeclared();
    int expected = (int) Math.clamp(declared, FIRST_BUFFER, LARGEST_FIRST_BUFFER);
    ByteArrayOutputStream all = new ByteArrayOutputStream(expected);
    long deadline = System.nanoTime() + limits.bodyTime().toNanos();
    for (Buffer piece = next(deadline); piece.length() > 0; piece = next(deadline)) {
      all.writeBytes(piece.getBytes());
    }
    return all.toByteArray();
  }

  /** The body, handed on while it arrives. */
  OutgoingBody passedOn(String contentType) throws Refusal {
    checkDeclared();
    return new OutgoingBody() {
      @Override
      public String contentType() {
        return contentType;
      }

      @Override
      public long length() {
        return declared;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        try {
          long deadline = System.nanoTime() + limits.bodyTime().toNanos();
          for (Buffer piece = next(deadline); piece.length() > 0; piece = next(deadline)) {
            out.write(piece.getBytes());
          }
        } catch (Refusal | Cancellation.Cancelled e) {
          throw new IOException(e);
        }
      }
    };
  }

  private void checkDeclared() throws Refusal {
    if (declared > limits.body()) {
      throw tooLarge();
    }
    if (expectsContinue && !continued) {
      continued = true;
      loop.runOnContext(v -> request.response().writeContinue());
    }
  }

  /** The next piece; an empty one at the end. */
  private Buffer next(long deadline) throws Refusal, Cancellation.Cancelled {
    lock.lock();
    try {
      long stall = System.nanoTime() + limits.bodyStall().toNanos();
      while (unread.isEmpty() && !ended) {
        if (broken) {
          throw new Cancellation.Cancelled();
        }
        long left = Math.min(deadline, stall) - System.nanoTime();
        if (left <= 0) {
          throw new Refusal(408, "The request's body did not arrive in time. Send it again.");
        }
        await(left);
      }
      if (total > limits.body()) {
        throw tooLarge();
      }
      Buffer piece = unread.isEmpty() ? Buffer.buffer(0) : unread.poll();
      unreadBytes -= piece.length();
      if (unreadBytes < MOST_UNREAD / 2) {
        resumeIfPaused();
      }
      return piece;
    } finally {
      lock.unlock();
    }
  }

  private void await(long nanos) throws Cancellation.Cancelled {
    try {
      changed.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new Cancellation.Cancelled();
    }
  }

  private void resumeIfPaused() {
    if (paused) {
      paused = false;
      loop.runOnContext(v -> request.resume());
    }
  }

  private Refusal tooLarge() {
    return new Refusal(
        413,
        "The request is larger than the limit of "
            + limits.body()
            + " bytes. Send less, or raise Hearth's body limit.");
  }
}
