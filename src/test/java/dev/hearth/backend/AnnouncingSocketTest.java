package dev.hearth.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncingSocketTest {
  @Test
  void announcesEachReadOnTheReadingThreadBeforeItHappens() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = connectedTo(server);
        Socket other = server.accept()) {
      List<Thread> announced = new ArrayList<>();
      socket.announceTo(
          () -> {
            announced.add(Thread.currentThread());
            send(other, "now");
          });
      InputStream in = socket.getInputStream();

      // Without the announcement nothing would ever come.
      assertThat(in.readNBytes(3)).asString(StandardCharsets.UTF_8).isEqualTo("now");
      assertThat(announced).isNotEmpty().containsOnly(Thread.currentThread());
    }
  }

  @Test
  void endingOnesOwnAnnouncementsLeavesThoseOfTheNextOneAlone() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = connectedTo(server);
        Socket other = server.accept()) {
      List<String> announced = new ArrayList<>();
      Runnable first = () -> announced.add("first");
      Runnable second = () -> announced.add("second");
      socket.announceTo(first);
      socket.announceTo(second);
      socket.announceNoMoreTo(first);
      send(other, "ab");
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('a');
      socket.announceNoMoreTo(second);
      assertThat(in.read()).isEqualTo('b');

      assertThat(announced).containsExactly("second");
    }
  }

  private static AnnouncingSocket connectedTo(ServerSocket server) throws IOException {
    return (AnnouncingSocket)
        new AnnouncingSocket.Factory().createSocket(server.getInetAddress(), server.getLocalPort());
  }

  private static void send(Socket to, String text) {
    try {
      to.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
