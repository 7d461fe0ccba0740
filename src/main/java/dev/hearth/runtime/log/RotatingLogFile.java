package dev.hearth.runtime.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log file that is moved aside when it has grown enough: {@code x.log}, {@code x.log.1}, ... */
final class RotatingLogFile implements AutoCloseable {
  private final Path file;
  private final long limit;
  private final int kept;
  private OutputStream out;
  private long size;

  RotatingLogFile(Path file, long limit, int kept) throws IOException {
    this.file = file;
    this.limit = limit;
    this.kept = kept;
    Files.createDirectories(file.toAbsolutePath().getParent());
    open();
  }

  void write(String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (size > 0 && size + bytes.length > limit) {
      rotate();
    }
    // One write a line, straight to the file: after a crash the last words must be there.
    out.write(bytes);
    size += bytes.length;
  }

  private void rotate() throws IOException {
    out.close();
    for (int i = kept - 1; i >= 1; i--) {
      Path from = aside(i);
      if (Files.exists(from)) {
        Files.move(from, aside(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, aside(1), StandardCopyOption.REPLACE_EXISTING);
    open();
  }

  private Path aside(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private void open() throws IOException {
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = Files.size(file);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
