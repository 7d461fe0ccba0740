package dev.hearth.traffic.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether another Hearth records into the same journal, by a lock that the system takes away
 * from a process that was killed. What another has in flight must not be taken for interrupted, nor
 * its file be moved away.
 */
final class Neighbours implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  /** Each one locks one byte of so many; the file itself stays empty. */
  private static final long PLACES = 1L << 40;

  private final Path file;
  private Optional<FileChannel> channel = Optional.empty();

  Neighbours(Path journal) {
    file = journal.resolveSibling(journal.getFileName() + ".lock");
  }

  /** What is done when it is known who else is there. */
  @FunctionalInterface
  interface Deed {
    void with(boolean alone) throws SQLException, IOException;
  }

  /**
   * Takes a place among those who record. If there is nobody else, nobody can come until the deed
   * is done.
   */
  void join(Deed deed) throws SQLException, IOException {
    // Locks are held by the whole process, so two threads must not ask at once.
    synchronized (Neighbours.class) {
      close();
      channel = open();
      Optional<FileLock> all = channel.isEmpty() ? Optional.empty() : all(channel.get());
      try {
        deed.with(channel.isEmpty() || all.isPresent());
      } finally {
        if (all.isPresent()) {
          all.get().release();
        }
      }
      if (channel.isPresent()) {
        channel.get().lock(ThreadLocalRandom.current().nextLong(PLACES), 1, false);
      }
    }
  }

  /** Nothing where there can be no such file; then each Hearth believes that it is alone. */
  private Optional<FileChannel> open() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Optional.of(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException e) {
      LOG.debug("Other Hearths cannot be seen by {}: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<FileLock> all(FileChannel opened) throws IOException {
    try {
      return Optional.ofNullable(opened.tryLock(0, PLACES, false));
    } catch (OverlappingFileLockException e) {
      // Somebody in this very process.
      return Optional.empty();
    }
  }

  /** Gives the place up. */
  @Override
  public void close() {
    channel.ifPresent(
        opened -> {
          try {
            opened.close();
          } catch (IOException e) {
            LOG.debug("closing {}", file, e);
          }
        });
    channel = Optional.empty();
  }
}
