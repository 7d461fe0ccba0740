package dev.hearth.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP/1.1 client on a bare socket. It can send requests that no decent client would, close one
 * half of the connection or reset it, and read server-sent events with the time each arrived.
 */
public final class RawHttp implements AutoCloseable {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

  private final Socket socket;
  private final InputStream in;
  private Optional<Head> head = Optional.empty();
  private long chunkLeft;
  private boolean chunkStarted;
  private boolean bodyEnded;

  /** The first part of a response; header names are in lower case. */
  public record Head(int status, String reason, Map<String, List<String>> headers) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(List::getFirst);
    }
  }

  /** One server-sent event; a comment has the name {@code :}. */
  public record Event(String name, String data, long nanoTime) {}

  /** A whole response. */
  public record Response(Head head, byte[] body) {
    public int status() {
      return head.status();
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects; reads fail after 20 seconds of silence unless {@link #timeout} says otherwise. */
  public static RawHttp connect(URI server) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    RawHttp http = new RawHttp(socket);
    http.timeout(DEFAULT_TIMEOUT);
    return http;
  }

  /** How long a read may stay without a byte before it fails. */
  public RawHttp timeout(Duration silence) throws IOException {
    socket.setSoTimeout((int) silence.toMillis());
    return this;
  }

  /** Sends bytes as they are. */
  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends text as it is. */
  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a GET; each header is {@code Name: value}. */
  public RawHttp get(String path, String... headers) throws IOException {
    return request("GET", path, headers);
  }

  /** Sends a request without a body. */
  public RawHttp request(String method, String path, String... headers) throws IOException {
    return send(start(method, path, headers) + "\r\n");
  }

  /** Sends a JSON body with its right length. */
  public RawHttp post(String path, String json, String... headers) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    send(
        start("POST", path, headers)
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n");
    return send(body);
  }

  private String start(String method, String path, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    List<String> lines = List.of(headers);
    if (lines.stream().noneMatch(line -> line.regionMatches(true, 0, "host:", 0, 5))) {
      text.append("Host: 127.0.0.1:").append(socket.getPort()).append("\r\n");
    }
    lines.forEach(line -> text.append(line).append("\r\n"));
    return text.toString();
  }

  /** Says that nothing more will be sent; reading goes on. */
  public RawHttp halfClose() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Closes with a reset instead of a farewell. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Reads the response's status and headers, once per response. */
  public Head head() throws IOException {
    if (head.isEmpty()) {
      String status = line();
      String[] parts = status.split(" ", 3);
      Map<String, List<String>> headers = new LinkedHashMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
      head =
          Optional.of(
              new Head(Integer.parseInt(parts[1]), parts.length > 2 ? parts[2] : "", headers));
    }
    return head.get();
  }

  /** Reads an interim response, after which the real one follows, and tells its status. */
  public int interim() throws IOException {
    int status = head().status();
    forgetResponse();
    return status;
  }

  /** Reads the rest of the response. The connection can then be used for another request. */
  public Response response() throws IOException {
    Head first = head();
    byte[] body;
    Optional<String> length = first.header("content-length");
    if (first.status() == 204 || first.status() == 304) {
      body = new byte[0];
    } else if (length.isPresent()) {
      int size = Integer.parseInt(length.get());
      body = in.readNBytes(size);
      if (body.length < size) {
        throw new EOFException("the body ended after " + body.length + " of " + size + " bytes");
      }
    } else {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int b = bodyByte(); b >= 0; b = bodyByte()) {
        all.write(b);
      }
      body = all.toByteArray();
    }
    forgetResponse();
    return new Response(first, body);
  }

  /** The next event or comment; empty at the end of the response. */
  public Optional<Event> nextEvent() throws IOException {
    head();
    String name = "message";
    StringBuilder data = null;
    while (true) {
      Optional<String> read = bodyLine();
      if (read.isEmpty()) {
        forgetResponse();
        return Optional.empty();
      }
      String line = read.get();
      if (line.isEmpty()) {
        if (data != null) {
          return Optional.of(new Event(name, data.toString(), System.nanoTime()));
        }
        name = "message";
      } else if (line.startsWith(":")) {
        return Optional.of(new Event(":", line.substring(1).strip(), System.nanoTime()));
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        String value = line.substring(5);
        String text = value.startsWith(" ") ? value.substring(1) : value;
        data = data == null ? new StringBuilder(text) : data.append('\n').append(text);
      }
    }
  }

  /** Every event up to the end of the response, comments included. */
  public List<Event> events() throws IOException {
    List<Event> all = new ArrayList<>();
    for (Optional<Event> event = nextEvent(); event.isPresent(); event = nextEvent()) {
      all.add(event.get());
    }
    return all;
  }

  /** Whether the other side has closed the connection; waits for it up to the timeout. */
  public boolean closedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void forgetResponse() {
    head = Optional.empty();
    chunkStarted = false;
    chunkLeft = 0;
    bodyEnded = false;
  }

  private Optional<String> bodyLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = bodyByte(); b >= 0; b = bodyByte()) {
      if (b == '\n') {
        return Optional.of(withoutReturn(line));
      }
      line.write(b);
    }
    return line.size() == 0 ? Optional.empty() : Optional.of(withoutReturn(line));
  }

  private static String withoutReturn(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** One byte of the body, with chunked framing taken away; -1 at its end. */
  private int bodyByte() throws IOException {
    boolean chunked =
        head().header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    if (!chunked) {
      return in.read();
    }
    if (bodyEnded) {
      return -1;
    }
    while (chunkLeft == 0) {
      if (chunkStarted) {
        line();
      }
      chunkStarted = true;
      chunkLeft = Long.parseLong(line().split(";")[0].strip(), 16);
      if (chunkLeft == 0) {
        line();
        bodyEnded = true;
        return -1;
      }
    }
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the connection ended inside a chunk");
    }
    chunkLeft--;
    return b;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended inside the response's framing");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
