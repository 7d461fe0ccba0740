package dev.hearth.runtime.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads a process's output line by line until it ends. */
final class OutputReader {
  /** A line longer than this is handed on in pieces, so that no output can fill the memory. */
  private static final int LINE_CHARS = 64 * 1024;

  private final Thread thread;
  private final InputStream in;

  OutputReader(String name, InputStream in, Consumer<String> lines) {
    this.in = in;
    // A platform thread: a read from a process's pipe would hold a virtual thread's carrier.
    this.thread = Thread.ofPlatform().name("output of " + name).daemon().start(() -> read(lines));
  }

  private void read(Consumer<String> lines) {
    StringBuilder line = new StringBuilder();
    char[] buffer = new char[8192];
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        for (int i = 0; i < count; i++) {
          char c = buffer[i];
          if (c == '\n' || line.length() >= LINE_CHARS) {
            flush(line, lines);
          }
          // A carriage return redraws a progress line; each state of it is a line here.
          if (c == '\r') {
            flush(line, lines);
          } else if (c != '\n') {
            line.append(c);
          }
        }
      }
    } catch (IOException e) {
      // The pipe was closed under the reader: the process is being given up.
    }
    flush(line, lines);
  }

  private static void flush(StringBuilder line, Consumer<String> lines) {
    if (!line.isEmpty()) {
      lines.accept(line.toString());
      line.setLength(0);
    }
  }

  /**
   * Waits for the last words of a process that has ended. A descendant that holds the pipe open is
   * not waited for longer than this.
   */
  void finish(Duration patience) throws InterruptedException {
    if (!thread.join(patience)) {
      thread.interrupt();
      try {
        in.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }
}
