package dev.hearth.backend;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;

/**
 * A socket that announces when its reader has used up what came and asks for more, which may be a
 * long wait: the moment to send on what was made of it.
 */
final class AnnouncingSocket extends Socket {
  /** Longer waits are watched by OkHttp too, by one thread for all of them. */
  private static final int SHORT_WAIT_MILLIS = 1000;

  private static final Runnable NOBODY = () -> {};

  private final AtomicReference<Runnable> beforeRead = new AtomicReference<>(NOBODY);

  /** Runs this on the reading thread before each read, instead of what ran before. */
  void announceTo(Runnable listener) {
    beforeRead.set(listener);
  }

  /** Ends that, unless the connection has been passed on and announces to somebody else by now. */
  void announceNoMoreTo(Runnable listener) {
    beforeRead.compareAndSet(listener, NOBODY);
  }

  /**
   * On a virtual thread each limited read sets and clears a timer of its own, on another thread.
   */
  @Override
  public void setSoTimeout(int millis) throws SocketException {
    super.setSoTimeout(millis > SHORT_WAIT_MILLIS ? 0 : millis);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        beforeRead.get().run();
        return super.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        beforeRead.get().run();
        return super.read(into, offset, length);
      }
    };
  }

  /** Makes them. */
  static final class Factory extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new AnnouncingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
        throws IOException {
      return connected(
          new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
        throws IOException {
      return connected(
          new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private static Socket connected(InetSocketAddress to, InetSocketAddress from)
        throws IOException {
      Socket socket = new AnnouncingSocket();
      try {
        socket.bind(from);
        socket.connect(to);
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }
  }
}
