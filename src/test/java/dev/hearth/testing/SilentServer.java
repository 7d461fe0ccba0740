package dev.hearth.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections, reads what comes and never answers. It counts who is still there. */
public final class SilentServer implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();

  private SilentServer(ServerSocket server) {
    this.server = server;
  }

  public static SilentServer start() throws IOException {
    SilentServer silent =
        new SilentServer(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().name("silent-server").start(silent::accept);
    return silent;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Connections whose other end has not closed. */
  public int open() {
    return open.get();
  }

  /** Connections there ever were. */
  public int accepted() {
    return accepted.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        open.incrementAndGet();
        accepted.incrementAndGet();
        Thread.ofVirtual().name("silent-connection").start(() -> readToTheEnd(socket));
      }
    } catch (IOException closed) {
      // The server was closed: there is nobody left to accept.
    }
  }

  private void readToTheEnd(Socket socket) {
    try (socket) {
      socket.getInputStream().skipNBytes(Long.MAX_VALUE);
    } catch (IOException gone) {
      // An end of stream or a reset: both mean that the client has gone.
    } finally {
      open.decrementAndGet();
    }
  }
}
