package dev.hearth.models.gguf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that can be read at any position: a file, or a file at the other end of a network. */
public interface ByteSource extends Closeable {
  /** How many bytes there are. */
  long size() throws IOException;

  /**
   * Reads some bytes from a position on.
   *
   * @return how many were read; -1 at the end
   */
  int read(long position, ByteBuffer into) throws IOException;

  /** A file's bytes. */
  static ByteSource of(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new ByteSource() {
      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public int read(long position, ByteBuffer into) throws IOException {
        return channel.read(into, position);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** Bytes in memory, as if they were the start of a file of the given length. */
  static ByteSource of(byte[] bytes, long size) {
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public int read(long position, ByteBuffer into) {
        if (position >= bytes.length) {
          return -1;
        }
        int count = (int) Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, (int) position, count);
        return count;
      }

      @Override
      public void close() {
        // Nothing is held open.
      }
    };
  }
}
