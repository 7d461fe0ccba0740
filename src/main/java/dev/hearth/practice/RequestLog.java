package dev.hearth.practice;

import java.util.List;
import java.util.Map;

/** Is told of every request the practice server receives, on the server's own thread. */
@FunctionalInterface
public interface RequestLog {
  /** Nobody is told. */
  RequestLog NONE = request -> {};

  /** Called once the body is complete and before anything is answered; must not block. */
  void received(Request request);

  /**
   * A request as it came.
   *
   * @param target the path with its query
   * @param headers in lower case, in the order of arrival
   */
  record Request(String method, String target, Map<String, List<String>> headers, byte[] body) {}
}
