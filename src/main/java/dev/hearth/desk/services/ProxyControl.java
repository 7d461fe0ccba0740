package dev.hearth.desk.services;

/** The proxy in the hands of the desk; no call blocks. */
public interface ProxyControl {
  /** How it is. */
  Live<ProxyStatus> status();

  /** Starts listening; what comes of it shows in the status. */
  void start();

  /** Makes another port its own and starts there. */
  void startOn(int port);

  /** Stops listening after the running requests were told. */
  void stop();

  /** Ends a running exchange; false when it was over already. */
  boolean cancel(String exchange);

  /** Sends a request through the proxy's own HTTP face. */
  Sending send(ComposedRequest request);
}
