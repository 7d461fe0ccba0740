package dev.hearth.backend;

import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.sse.SseEvent;
import dev.hearth.wire.sse.SseParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Response;

/** A model server's reply, read by one thread. Close it, or the connection is lost to others. */
public final class BackendReply implements AutoCloseable {
  /** One read of a socket; several small events arrive together. */
  private static final int READ = 8 * 1024;

  private final Call call;
  private final Response response;
  private final SseParser events = new SseParser();
  private final byte[] buffer = new byte[READ];
  private Runnable atEnd = () -> {};

  BackendReply(Call call, Response response) {
    this.call = call;
    this.response = response;
  }

  public int status() {
    return response.code();
  }

  public List<Map.Entry<String, String>> headers() {
    return BackendCall.entries(response.headers());
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(response.header(name));
  }

  public String contentType() {
    return header("Content-Type").orElse("");
  }

  /** Whether the body is a stream of events. */
  public boolean streams() {
    return contentType().toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  /** Reads what is there next and hands over the events it completes; false at the end. */
  public boolean readEvents(Consumer<? super SseEvent> out) throws BackendException {
    int count = read(buffer);
    try {
      if (count < 0) {
        events.end();
        return false;
      }
      events.feed(buffer, 0, count, out);
      return true;
    } catch (MalformedReply e) {
      throw new BackendException(BackendException.Kind.UNINTELLIGIBLE, e.getMessage(), e);
    }
  }

  /**
   * Runs this on the reading thread whenever what the server sent is used up and more is asked for,
   * until the reply is closed; false when that cannot be told for this connection.
   */
  public boolean beforeWaiting(Runnable listener) {
    Optional<AnnouncingSocket> socket =
        Optional.ofNullable(call.request().tag(AtMostTwice.Sendings.class))
            .flatMap(AtMostTwice.Sendings::announcing);
    socket.ifPresent(
        s -> {
          s.announceTo(listener);
          atEnd = () -> s.announceNoMoreTo(listener);
        });
    return socket.isPresent();
  }

  /** Reads raw bytes of the body; -1 at the end. */
  public int read(byte[] into) throws BackendException {
    try {
      return response.body().source().read(into);
    } catch (IOException e) {
      throw BackendCall.failure(call, e, true);
    }
  }

  /** The whole body; it may have no more than this many bytes. */
  public byte[] whole(int limit) throws BackendException {
    byte[] all = upTo(limit + 1);
    if (all.length > limit) {
      throw new BackendException(
          BackendException.Kind.UNINTELLIGIBLE, "The model server's answer is far too long.");
    }
    return all;
  }

  /** The body, cut after this many bytes. */
  public byte[] upTo(int limit) throws BackendException {
    byte[] all = new byte[Math.min(READ, limit)];
    int filled = 0;
    while (filled < limit) {
      int count = read(buffer);
      if (count < 0) {
        break;
      }
      int taken = Math.min(count, limit - filled);
      if (filled + taken > all.length) {
        all = Arrays.copyOf(all, Math.min(limit, Math.max(all.length * 2, filled + taken)));
      }
      System.arraycopy(buffer, 0, all, filled, taken);
      filled += taken;
    }
    return Arrays.copyOf(all, filled);
  }

  /** Ends the exchange; one that is not read to its end is aborted. */
  @Override
  public void close() {
    atEnd.run();
    response.close();
  }
}
