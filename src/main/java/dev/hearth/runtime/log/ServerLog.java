package dev.hearth.runtime.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one model server has said: the newest lines in memory, all of them in a rotating file.
 * Secrets that Hearth knows of are masked before a line is kept anywhere.
 */
public final class ServerLog implements AutoCloseable {
  /** About 1 MB of memory for usual lines, and several starts and dozens of requests to look at. */
  static final int RING_LINES = 5_000;

  /** A server that dumps a whole prompt in one line must not fill the ring's memory. */
  static final int LINE_CHARS = 8_192;

  /** Eight megabytes is days of normal use, and still opens in any editor. */
  static final long FILE_BYTES = 8L * 1024 * 1024;

  /** The current file and three older ones. */
  static final int FILES_KEPT = 3;

  private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);

  private final InstantSource clock;
  private final LogParser parser = new LogParser();
  private final Deque<LogLine> ring = new ArrayDeque<>();
  private final List<Consumer<LogLine>> listeners = new CopyOnWriteArrayList<>();
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Optional<Path> path;
  private RotatingLogFile file;
  private long count;

  private ServerLog(InstantSource clock, Optional<Path> path) {
    this.clock = clock;
    this.path = path;
  }

  /** A log that lives in memory only. */
  public static ServerLog inMemory(InstantSource clock) {
    return new ServerLog(clock, Optional.empty());
  }

  /** A log that is also written to a file. An unwritable file costs the file, not the server. */
  public static ServerLog toFile(Path path, InstantSource clock) {
    ServerLog log = new ServerLog(clock, Optional.of(path));
    try {
      log.file = new RotatingLogFile(path, FILE_BYTES, FILES_KEPT);
    } catch (IOException e) {
      LOG.warn("Cannot write the server log {}: {}", path, e.toString());
    }
    return log;
  }

  /** Where the lines are kept on disk, if they are. */
  public Optional<Path> file() {
    return path;
  }

  /** From now on this text is shown as stars. */
  public void mask(String secret) {
    if (!secret.isBlank()) {
      secrets.add(secret);
    }
  }

  /** Adds a line the server printed. */
  public LogLine append(String raw) {
    LogLine line;
    synchronized (this) {
      LogParser.Parsed parsed = parser.parse(masked(cut(raw)));
      line = new LogLine(++count, clock.instant(), parsed.level(), parsed.text());
      ring.addLast(line);
      if (ring.size() > RING_LINES) {
        ring.removeFirst();
      }
      write(line);
    }
    listeners.forEach(listener -> listener.accept(line));
    return line;
  }

  /** Adds a line of Hearth's own, such as which command is being started. */
  public LogLine note(String text) {
    return append("hearth: " + text);
  }

  /** The newest lines, oldest first. */
  public synchronized List<LogLine> tail(int lines) {
    int skip = Math.max(0, ring.size() - lines);
    return ring.stream().skip(skip).toList();
  }

  /** What came after the line with this number and is still remembered. */
  public synchronized List<LogLine> after(long number) {
    List<LogLine> newer = new ArrayList<>();
    for (LogLine line : ring.reversed()) {
      if (line.number() <= number) {
        break;
      }
      newer.addFirst(line);
    }
    return newer;
  }

  /** The number of the newest line, 0 before the first. */
  public synchronized long newest() {
    return count;
  }

  /** Calls the listener for every later line, on the thread that reads the server's output. */
  public Subscription subscribe(Consumer<LogLine> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private static String cut(String raw) {
    return raw.length() <= LINE_CHARS
        ? raw
        : raw.substring(0, LINE_CHARS)
            + " ... ("
            + (raw.length() - LINE_CHARS)
            + " more characters)";
  }

  private String masked(String raw) {
    String text = raw;
    for (String secret : secrets) {
      text = text.replace(secret, "****");
    }
    return text;
  }

  private void write(LogLine line) {
    if (file == null) {
      return;
    }
    try {
      file.write(line.at() + " " + line.level() + " " + line.text());
    } catch (IOException e) {
      LOG.warn("Stopped writing the server log {}: {}", path.orElseThrow(), e.toString());
      closeFile();
    }
  }

  private void closeFile() {
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing {}", path, e);
    }
    file = null;
  }

  @Override
  public synchronized void close() {
    closeFile();
  }

  /** Ends a subscription. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
