package dev.hearth.traffic.journal;

import com.github.luben.zstd.Zstd;

/** How bytes lie in the database: compressed where that helps. */
final class Packing {
  /**
   * Compresses at hundreds of MB/s; higher levels gain a few percent on JSON and cost much more.
   */
  private static final int LEVEL = 3;

  private static final byte PLAIN = 0;
  private static final byte ZSTD = 1;

  private Packing() {}

  static byte[] pack(byte[] bytes) {
    byte[] squeezed = Zstd.compress(bytes, LEVEL);
    return squeezed.length < bytes.length ? marked(ZSTD, squeezed) : marked(PLAIN, bytes);
  }

  private static byte[] marked(byte mark, byte[] bytes) {
    byte[] packed = new byte[bytes.length + 1];
    packed[0] = mark;
    System.arraycopy(bytes, 0, packed, 1, bytes.length);
    return packed;
  }

  static byte[] unpack(byte[] packed) {
    byte[] bytes = new byte[packed.length - 1];
    System.arraycopy(packed, 1, bytes, 0, bytes.length);
    if (packed[0] == PLAIN) {
      return bytes;
    }
    return Zstd.decompress(bytes, Math.toIntExact(Zstd.getFrameContentSize(bytes)));
  }
}
