package dev.hearth.desk.services;

import dev.hearth.traffic.Header;
import java.util.List;

/**
 * A request the user wrote or repeats, to be sent to this proxy like any client's.
 *
 * @param path where to, for instance {@code /v1/chat/completions}
 * @param headers what to send besides content type and the proxy's own key
 * @param body the body, JSON
 */
public record ComposedRequest(String path, List<Header> headers, byte[] body) {
  /** The header whose value tells one composed request from another in the traffic. */
  public static final String MARK = "x-hearth-compose";

  public ComposedRequest {
    headers = List.copyOf(headers);
  }
}
