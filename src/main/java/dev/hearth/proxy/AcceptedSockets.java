package dev.hearth.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knows every socket from the moment it is accepted. Vert.x speaks of a connection only once a
 * request has come, which a client can put off for ever.
 */
final class AcceptedSockets implements io.vertx.core.transport.Transport {
  private record Accepted(Channel channel, long at) {}

  private final ConcurrentMap<SocketAddress, Accepted> silent = new ConcurrentHashMap<>();
  private volatile Runnable arrival = () -> {};

  /** Sockets without a request so far. */
  int silent() {
    return silent.size();
  }

  /** A request came from there. */
  void spoke(SocketAddress remote) {
    if (remote != null) {
      silent.remove(remote);
    }
  }

  /** Is called for each new socket. */
  void onArrival(Runnable listener) {
    arrival = listener;
  }

  /**
   * Closes those that have kept silent for too long.
   *
   * @return nanoseconds until it should look again: soon while a socket is silent, since nobody
   *     tells that one has gone
   */
  long tick(long now, Limits limits) {
    silent.forEach(
        (remote, accepted) -> {
          if (now - accepted.at() > limits.headTime().toNanos()) {
            accepted.channel().close();
          }
          if (!accepted.channel().isOpen()) {
            silent.remove(remote, accepted);
          }
        });
    return silent.isEmpty() ? Rounds.NEVER : 0;
  }

  private void accepted(Channel channel) {
    if (channel.remoteAddress() instanceof java.net.InetSocketAddress remote) {
      silent.put(
          Objects.requireNonNull(NIO.implementation().convert(remote)),
          new Accepted(channel, System.nanoTime()));
      arrival.run();
    }
  }

  private final class Accepting extends NioServerSocketChannel {
    @Override
    protected int doReadMessages(List<Object> arrived) throws Exception {
      int before = arrived.size();
      int count = super.doReadMessages(arrived);
      for (int i = before; i < arrived.size(); i++) {
        accepted((Channel) arrived.get(i));
      }
      return count;
    }
  }

  @Override
  public String name() {
    return "nio";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public Throwable unavailabilityCause() {
    return NIO.unavailabilityCause();
  }

  @Override
  public Transport implementation() {
    return new Nio(NIO.implementation());
  }

  /** Plain NIO but for the server's channel. */
  private final class Nio implements Transport {
    private final Transport plain;

    Nio(Transport plain) {
      this.plain = plain;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
      return domainSocket ? plain.serverChannelFactory(true) : Accepting::new;
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
      return plain.convert(address);
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
      return plain.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
      return plain.ioHandlerFactory();
    }

    @Override
    @SuppressWarnings("deprecation")
    public DatagramChannel datagramChannel(io.netty.channel.socket.InternetProtocolFamily family) {
      return plain.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
      return plain.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
      return plain.channelFactory(domainSocket);
    }

    @Override
    public void configure(
        TcpConfig config, boolean domainSocket, io.netty.bootstrap.Bootstrap bootstrap) {
      plain.configure(config, domainSocket, bootstrap);
    }

    @Override
    public void configure(
        TcpConfig config, boolean domainSocket, io.netty.bootstrap.ServerBootstrap bootstrap) {
      plain.configure(config, domainSocket, bootstrap);
    }
  }
}
