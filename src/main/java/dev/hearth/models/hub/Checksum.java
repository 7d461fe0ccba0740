package dev.hearth.models.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Computes the hash that the hub gives for a file: SHA-256, or Git's for small files. */
final class Checksum {
  private static final int PIECE = 1024 * 1024;

  private final String expected;
  private final boolean git;

  private Checksum(String expected, boolean git) {
    this.expected = expected;
    this.git = git;
  }

  static Checksum of(HubFile file) {
    return file.sha256().isEmpty()
        ? new Checksum(file.blob(), true)
        : new Checksum(file.sha256(), false);
  }

  /** False where the hub gives no hash that could be checked. */
  boolean known() {
    return !expected.isEmpty();
  }

  String expected() {
    return expected;
  }

  /** The hash of a file's content. */
  String compute(FileChannel channel, StopSignal stop, LongConsumer progress) throws IOException {
    MessageDigest digest = digest(git ? "SHA-1" : "SHA-256");
    if (git) {
      digest.update(("blob " + channel.size() + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    ByteBuffer buffer = ByteBuffer.allocate(PIECE);
    long position = 0;
    while (channel.read(buffer.clear(), position) > 0) {
      if (stop.stopped()) {
        throw new Stopped();
      }
      position += buffer.flip().remaining();
      digest.update(buffer);
      progress.accept(position);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
