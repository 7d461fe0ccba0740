package dev.hearth.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection that sends chat requests and reads the replies with as little work as possible.
 */
final class LoadClient implements AutoCloseable {
  private static final byte[] EVENT = "data: {".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CONTENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 120_000;

  private final Socket socket = new Socket();
  private final OutputStream out;
  private final InputStream in;
  private final byte[] buffer = new byte[32 * 1024];

  LoadClient(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
    out = socket.getOutputStream();
    in = socket.getInputStream();
  }

  /** Events counted and the times since the request was sent. */
  record Reply(long events, long firstContentNanos, long totalNanos) {}

  /** A streamed request. */
  Reply stream(int chunks, int paceMillis) throws IOException {
    long start = System.nanoTime();
    send(true, chunks, paceMillis);
    var events = new Finder(EVENT);
    var content = new Finder(CONTENT);
    var end = new Finder(LAST_CHUNK);
    long first = 0;
    while (end.found() == 0) {
      int n = in.read(buffer);
      if (n < 0) {
        throw new IOException("the stream ended early after " + events.found() + " events");
      }
      events.scan(buffer, n);
      if (first == 0) {
        content.scan(buffer, n);
        first = content.found() > 0 ? System.nanoTime() - start : 0;
      }
      end.scan(buffer, n);
    }
    return new Reply(events.found(), first, System.nanoTime() - start);
  }

  /** Asks for a stream and reads nothing of it. */
  void ask(int chunks, int paceMillis) throws IOException {
    send(true, chunks, paceMillis);
  }

  /** A request whose reply is one body with a Content-Length. */
  Reply whole(int chunks) throws IOException {
    long start = System.nanoTime();
    send(false, chunks, 0);
    var head = new StringBuilder();
    var headEnd = new Finder(HEAD_END);
    int read = 0;
    while (true) {
      int n = in.read(buffer, read, buffer.length - read);
      if (n < 0) {
        throw new IOException("closed early: " + head);
      }
      read += n;
      String seen = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
      int cut = seen.indexOf("\r\n\r\n");
      if (cut >= 0) {
        String lower = seen.substring(0, cut).toLowerCase(java.util.Locale.ROOT);
        if (!lower.startsWith("http/1.1 200")) {
          throw new IOException(seen);
        }
        int at = lower.indexOf("content-length:");
        int lineEnd = lower.indexOf("\r\n", at);
        int length =
            Integer.parseInt(
                lower
                    .substring(
                        at + "content-length:".length(), lineEnd < 0 ? lower.length() : lineEnd)
                    .strip());
        if (read >= cut + headEnd.length() + length) {
          return new Reply(1, 0, System.nanoTime() - start);
        }
      }
    }
  }

  private void send(boolean stream, int chunks, int paceMillis) throws IOException {
    byte[] body =
        ("{\"model\":\"bench\",\"stream\":"
                + stream
                + ",\"max_tokens\":"
                + chunks
                + ",\"pace_ms\":"
                + paceMillis
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\n"
            + "Host: 127.0.0.1\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] all = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, all, 0, head.length());
    System.arraycopy(body, 0, all, head.length(), body.length);
    out.write(all);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Counts a pattern in a stream that comes in pieces. None of the patterns overlaps itself. */
  private static final class Finder {
    private final byte[] pattern;
    private int matched;
    private long found;

    Finder(byte[] pattern) {
      this.pattern = pattern;
    }

    void scan(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        byte b = bytes[i];
        if (b == pattern[matched]) {
          if (++matched == pattern.length) {
            found++;
            matched = 0;
          }
        } else {
          matched = b == pattern[0] ? 1 : 0;
        }
      }
    }

    long found() {
      return found;
    }

    int length() {
      return pattern.length;
    }
  }
}
