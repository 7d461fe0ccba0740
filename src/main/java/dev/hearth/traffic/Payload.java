package dev.hearth.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

  /** Whether nothing was sent at all. */
  public boolean none() {
    return fullSize == 0;
  }

  /** What remains when the content is dropped but its type and size are still told. */
  public Payload withoutContent() {
    return bytes.length == 0 ? this : new Payload(NONE.bytes, contentType, fullSize);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload p
        && fullSize == p.fullSize
        && contentType.equals(p.contentType)
        && Arrays.equals(bytes, p.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + Long.hashCode(fullSize);
  }

  @Override
  public String toString() {
    return "Payload[" + contentType + ", " + bytes.length + " of " + fullSize + " bytes]";
  }
}
