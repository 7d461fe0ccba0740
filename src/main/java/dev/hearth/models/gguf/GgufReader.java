package dev.hearth.models.gguf;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the header of a GGUF file and nothing else, so that a 100 GB model answers in milliseconds.
 * Tokenizer arrays are passed over. A hostile file costs at most one header's length of reading and
 * a few megabytes of memory, and is refused with a sentence that says why.
 */
public final class GgufReader {
  private GgufReader() {}

  /**
   * Reads a file's card.
   *
   * @throws GgufException where the file is not GGUF or its header is damaged
   */
  public static GgufCard read(Path file) throws IOException {
    try (ByteSource source = ByteSource.of(file)) {
      return read(source);
    }
  }

  /** Reads a card from any bytes; the caller closes them. */
  public static GgufCard read(ByteSource source) throws IOException {
    return read(source, HeaderCursor.BUFFER);
  }

  /** The same with a buffer of another size, for bytes that are slow to ask for. */
  public static GgufCard read(ByteSource source, int bufferBytes) throws IOException {
    HeaderCursor cursor = new HeaderCursor(source, bufferBytes);
    return new CardReading(new HeaderParser(cursor).parse()).card();
  }
}
