package dev.hearth.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What other tests stand on. */
class TestGroundTest {
  @Test
  void aSilentServerCountsWhoIsThere() throws Exception {
    try (SilentServer silent = SilentServer.start()) {
      RawHttp first = RawHttp.connect(silent.url());
      RawHttp second = RawHttp.connect(silent.url());
      await().until(() -> silent.open() == 2);

      first.get("/").timeout(Duration.ofMillis(50));
      assertThatThrownBy(first::head).isInstanceOf(SocketTimeoutException.class);
      first.close();
      second.reset();

      await().until(() -> silent.open() == 0);
      assertThat(silent.accepted()).isEqualTo(2);
    }
  }

  @Test
  void eventsAreReadWhateverTheChunksAre() throws Exception {
    String body = ": hello\n\nevent: ping\ndata: {}\n\ndata: a\r\ndata: b\r\n\r\ndata:  c \n\n";
    StringBuilder response =
        new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < body.length(); i += 7) {
      String part = body.substring(i, Math.min(i + 7, body.length()));
      response
          .append(Integer.toHexString(part.length()))
          .append("\r\n")
          .append(part)
          .append("\r\n");
    }
    response.append("0\r\n\r\n");
    try (Canned server = new Canned(response.toString());
        RawHttp http = RawHttp.connect(server.url())) {
      List<RawHttp.Event> events = http.get("/").events();

      assertThat(events)
          .extracting(RawHttp.Event::name)
          .containsExactly(":", "ping", "message", "message");
      assertThat(events)
          .extracting(RawHttp.Event::data)
          .containsExactly("hello", "{}", "a\nb", " c ");
    }
  }

  @Test
  void aHalfClosedClientStillReads() throws Exception {
    try (Canned server = new Canned("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\n\r\nok");
        RawHttp http = RawHttp.connect(server.url())) {
      http.get("/").halfClose();
      RawHttp.Response response = http.response();

      assertThat(response.text()).isEqualTo("ok");
      assertThat(response.head().header("x-a")).contains("1");
      assertThat(http.closedByServer()).isTrue();
    }
  }

  @Test
  void aResetIsAReset() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      RawHttp http = RawHttp.connect(URI.create("http://127.0.0.1:" + server.getLocalPort()));
      try (Socket accepted = server.accept()) {
        accepted.setSoTimeout(5000);
        http.reset();
        assertThatThrownBy(() -> accepted.getInputStream().read())
            .isInstanceOf(SocketException.class);
      }
    }
  }

  /** Reads a request's head, sends its text and says goodbye. */
  private static final class Canned implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0);
    private final CompletableFuture<Void> done;

    Canned(String response) throws Exception {
      done =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  byte[] seen = new byte[4096];
                  socket.getInputStream().read(seen);
                  socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws Exception {
      server.close();
      done.handle((nothing, failure) -> nothing).join();
    }
  }
}
