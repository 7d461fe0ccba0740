package dev.hearth.runtime.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.TcpState;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Finds a free port, and tells who has one that is not. */
public final class PortChoice {
  private static final Logger LOG = LoggerFactory.getLogger(PortChoice.class);

  /** After so many neighbours are taken, any free port will do. */
  private static final int NEIGHBOURS = 100;

  private static final int HIGHEST = 65_535;

  private PortChoice() {}

  /** Whether a server could listen there now. */
  public static boolean free(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it is an address of this machine, where some port at least can be had. */
  public static boolean ours(String host) {
    return free(host, 0);
  }

  /** The next free port above this one, so that it is easy to recognise. */
  public static int next(String host, int port) {
    for (int next = port + 1; next <= Math.min(HIGHEST, port + NEIGHBOURS); next++) {
      if (free(host, next)) {
        return next;
      }
    }
    return any();
  }

  /** A port the system says is free. */
  public static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("This machine has no free port: " + e.getMessage(), e);
    }
  }

  /** The program that listens on the port, such as "ollama (4711)", where the system tells. */
  public static Optional<String> owner(int port) {
    try {
      OperatingSystem os = new SystemInfo().getOperatingSystem();
      return os.getInternetProtocolStats().getConnections().stream()
          .filter(it -> it.getLocalPort() == port && it.getState() == TcpState.LISTEN)
          .map(it -> os.getProcess(it.getowningProcessId()))
          .filter(process -> process != null && process.getProcessID() > 0)
          .map(PortChoice::label)
          .findFirst();
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("Cannot tell who has port {}", port, e);
      return Optional.empty();
    }
  }

  private static String label(OSProcess process) {
    return process.getName() + " (" + process.getProcessID() + ")";
  }
}
