package dev.hearth.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend on bare sockets that does exactly what a test says, however wrong that is. */
final class ScriptedBackend implements AutoCloseable {
  /** One request as it came; header names are in lower case. */
  record Request(String method, String path, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Writes whatever the test wants. */
  interface Script {
    void answer(Request request, Wire wire) throws Exception;
  }

  /** The bare connection. */
  static final class Wire {
    private final Socket socket;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    Wire raw(String text) throws IOException {
      return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    Wire raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
      return this;
    }

    void json(int status, String json, String... headers) throws IOException {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Type: application/json\r\nContent-Length: ")
          .append(body.length)
          .append("\r\n\r\n");
      raw(head.toString()).raw(body);
    }

    Wire openStream() throws IOException {
      return raw(
          "HTTP/1.1 200 OK\r\n"
              + "Content-Type: text/event-stream\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
    }

    Wire chunk(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return raw(Integer.toHexString(bytes.length) + "\r\n").raw(bytes).raw("\r\n");
    }

    Wire event(String data) throws IOException {
      return chunk("data: " + data + "\n\n");
    }

    Wire text(String words) throws IOException {
      return event(
          "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
              + words
              + "\"},\"finish_reason\":null}]}");
    }

    Wire finish(String reason) throws IOException {
      return event(
          "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
              + reason
              + "\"}]}");
    }

    void done() throws IOException {
      event("[DONE]").raw("0\r\n\r\n");
    }

    void close() throws IOException {
      socket.close();
    }

    /** Returns when the other side has closed. */
    void awaitClose() throws IOException {
      try {
        while (socket.getInputStream().read() >= 0) {
          // Only the end counts.
        }
      } catch (IOException reset) {
        // A reset is an end as well.
      }
    }
  }

  private final ServerSocket server;
  private final Script script;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile String props = "";

  private ScriptedBackend(Script script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("scripted-backend").start(this::accept);
  }

  /** Answers conversations as told and knows no {@code /props}. */
  static ScriptedBackend start(Script script) throws IOException {
    return new ScriptedBackend(script);
  }

  /** Makes it look like llama-server with so large a context and so many slots. */
  ScriptedBackend asLlamaServer(int context, int slots) {
    props =
        "{\"default_generation_settings\":{\"n_ctx\":"
            + context
            + "},\"total_slots\":"
            + slots
            + ",\"model_alias\":\"m\"}";
    return this;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** What came, questions about properties left out. */
  List<Request> requests() {
    return requests;
  }

  List<Request> conversations() {
    return requests.stream().filter(r -> r.path().startsWith("/v1/chat/completions")).toList();
  }

  int open() {
    return open.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        open.incrementAndGet();
        Thread.ofVirtual().name("scripted-connection").start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The server was closed: nobody is left to accept.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Wire wire = new Wire(socket);
      while (true) {
        Request request = read(in);
        if (request.path().equals("/props")) {
          wire.json(props.isEmpty() ? 404 : 200, props.isEmpty() ? "{}" : props);
        } else if (request.path().equals("/v1/models") && request.method().equals("GET")) {
          wire.json(200, "{\"object\":\"list\",\"data\":[{\"id\":\"m\"}]}");
        } else {
          requests.add(request);
          script.answer(request, wire);
        }
      }
    } catch (Exception gone) {
      // The connection is over, as its script or the other side wanted.
    } finally {
      open.decrementAndGet();
    }
  }

  private static Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body =
        headers.containsKey("transfer-encoding")
            ? chunks(in)
            : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Request(first[0], first[1], headers, body);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      all.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return all.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("end of connection");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
