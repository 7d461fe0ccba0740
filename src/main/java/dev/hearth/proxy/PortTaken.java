package dev.hearth.proxy;

import java.io.IOException;

/** The proxy cannot listen because another program listens on its port. */
public final class PortTaken extends IOException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PortTaken(int port, Throwable cause) {
    super(
        "Port "
            + port
            + " is taken by another program. Stop it, or choose another port with --port.",
        cause);
    this.port = port;
  }

  /** The port. */
  public int port() {
    return port;
  }
}
