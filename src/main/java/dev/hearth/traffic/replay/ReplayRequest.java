package dev.hearth.traffic.replay;

import dev.hearth.traffic.Header;
import java.util.List;

/**
 * A request to send once more.
 *
 * @param method the HTTP method
 * @param path the path at Hearth's own address
 * @param headers without those the sender sets itself and without masked secrets; among them the
 *     one that names the source
 * @param body the bytes to send
 */
public record ReplayRequest(String method, String path, List<Header> headers, byte[] body) {
  public ReplayRequest {
    headers = List.copyOf(headers);
  }
}
