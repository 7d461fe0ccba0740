package dev.hearth.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.hearth.desk.services.LogLine;
import dev.hearth.desk.services.LogSource;
import dev.hearth.desk.services.Watch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** What Hearth and its servers log, for the drawer; the newest lines are kept. */
final class AppLog extends AppenderBase<ILoggingEvent> implements LogSource, AutoCloseable {
  /** A working day of quiet use, in a megabyte or two. */
  private static final int KEPT = 5_000;

  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final List<Consumer<LogLine>> listeners = new CopyOnWriteArrayList<>();

  /** Begins to listen to everything logged. */
  static AppLog open() {
    var log = new AppLog();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      log.setContext(context);
      log.start();
      context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(log);
    }
    return log;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String logger = event.getLoggerName();
    add(
        new LogLine(
            Instant.ofEpochMilli(event.getTimeStamp()),
            level(event.getLevel()),
            room(logger),
            event.getFormattedMessage()));
  }

  /** Takes a line from somewhere else, for instance a model server. */
  void add(LogLine line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > KEPT) {
        lines.removeFirst();
      }
    }
    listeners.forEach(l -> l.accept(line));
  }

  @Override
  public List<LogLine> recent() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public Watch watch(Consumer<LogLine> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private static LogLine.Level level(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> LogLine.Level.ERROR;
      case Level.WARN_INT -> LogLine.Level.WARN;
      case Level.INFO_INT -> LogLine.Level.INFO;
      default -> LogLine.Level.DEBUG;
    };
  }

  /** "dev.hearth.proxy.ProxyServer" is the proxy's; a library's line goes by the library's name. */
  private static String room(String logger) {
    String[] parts = logger.split("\\.");
    return parts.length > 2 ? parts[2] : logger;
  }

  @Override
  public void close() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
    }
    stop();
  }
}
