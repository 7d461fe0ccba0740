package dev.hearth.models.gguf;

import dev.hearth.models.gguf.GgufException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads a header from front to back through one small buffer, and skips without reading. */
final class HeaderCursor {
  /** Large enough for most headers without a tokenizer, small enough for thousands of files. */
  static final int BUFFER = 64 * 1024;

  /** The longest header seen is some 30 MB; past this a file only means to waste time. */
  static final long MAX_HEADER = 256L * 1024 * 1024;

  private final ByteSource source;
  private final long size;
  private final ByteBuffer buffer;

  /** Where in the file the buffer's first byte lies. */
  private long start;

  HeaderCursor(ByteSource source, int bufferBytes) throws IOException {
    this.source = source;
    this.size = source.size();
    this.buffer = ByteBuffer.allocate(bufferBytes).limit(0);
    buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  void order(ByteOrder order) {
    buffer.order(order);
  }

  long size() {
    return size;
  }

  long position() {
    return start + buffer.position();
  }

  long remaining() {
    return size - position();
  }

  byte i8() throws IOException {
    need(1);
    return buffer.get();
  }

  short i16() throws IOException {
    need(2);
    return buffer.getShort();
  }

  int i32() throws IOException {
    need(4);
    return buffer.getInt();
  }

  long i64() throws IOException {
    need(8);
    return buffer.getLong();
  }

  /** A count of things that take so many bytes each at the least. */
  long count(String what, long most, long leastBytesEach) throws IOException {
    long count = i64();
    if (count < 0 || count > most) {
      throw GgufException.damaged(
          "The header claims "
              + Long.toUnsignedString(count)
              + " "
              + what
              + "; the file is damaged.");
    }
    if (count > remaining() / leastBytesEach) {
      throw cutShort(what);
    }
    return count;
  }

  /** A text of at most so many bytes, kept. */
  String text(String what, int most) throws IOException {
    long length = length(what);
    if (length > most) {
      throw GgufException.damaged(
          "The header holds a " + what + " of " + length + " bytes; the file is damaged.");
    }
    return characters((int) length);
  }

  /** So many bytes of text from here on, known to lie within the file. */
  String characters(int length) throws IOException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < bytes.length) {
      need(1);
      int part = Math.min(buffer.remaining(), bytes.length - done);
      buffer.get(bytes, done, part);
      done += part;
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The length of a text that follows, known to lie within the file. */
  long length(String what) throws IOException {
    long length = i64();
    if (length < 0) {
      throw GgufException.damaged(
          "The header holds a " + what + " of absurd length; the file is damaged.");
    }
    if (length > remaining()) {
      throw cutShort(what);
    }
    return length;
  }

  void skip(long bytes) throws IOException {
    if (bytes < 0 || bytes > remaining()) {
      throw cutShort("value");
    }
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      start = position() + bytes;
      buffer.position(0).limit(0);
    }
    checkHeader();
  }

  private void need(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    if (remaining() < bytes) {
      throw cutShort("header");
    }
    checkHeader();
    start = position();
    buffer.compact();
    while (buffer.position() < bytes) {
      if (source.read(start + buffer.position(), buffer) <= 0) {
        buffer.flip();
        throw cutShort("header");
      }
    }
    buffer.flip();
  }

  private void checkHeader() throws GgufException {
    if (position() > MAX_HEADER) {
      throw GgufException.damaged(
          "The header is longer than " + MAX_HEADER / (1024 * 1024) + " MiB; the file is damaged.");
    }
  }

  private GgufException cutShort(String what) {
    return new GgufException(
        Fault.CUT_SHORT,
        "The file ends inside its header ("
            + what
            + " at byte "
            + position()
            + " of "
            + size
            + ").");
  }
}
