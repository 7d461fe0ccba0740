package dev.hearth.traffic;

import java.nio.charset.StandardCharsets;

/**
 * A body as it travelled. The bytes are shared, not copied: nobody writes to them.
 *
 * @param bytes the body, possibly cut
 * @param contentType its media type, empty when unknown
 * @param fullSize its real size
 */
public record Payload(byte[] bytes, String contentType, long fullSize) {
  /** No body. */
  public static final Payload NONE = new Payload(new byte[0], "", 0);

  /** A whole JSON body. */
  public static Payload json(byte[] bytes) {
    return new Payload(bytes, "application/json", bytes.length);
  }

  /** The body as text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether part of it is missing. */
  public boolean cut() {
    return bytes.length < fullSize;
  }
}
