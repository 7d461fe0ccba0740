package dev.hearth.models.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one at a time change a file, of all threads and all Hearths on this machine. */
final class Turn {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  private final Path lock;

  Turn(Path file) {
    lock = file.resolveSibling(file.getFileName() + ".lock");
  }

  /** Does it when it is this one's turn. */
  void take(Runnable deed) {
    // The system's lock is the whole process's, so threads have to agree among themselves.
    synchronized (Turn.class) {
      Optional<FileChannel> held = locked();
      try {
        deed.run();
      } finally {
        held.ifPresent(this::release);
      }
    }
  }

  /** Nothing in a folder without locks; it has one user only, as far as anybody can tell. */
  private Optional<FileChannel> locked() {
    try {
      Files.createDirectories(lock.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.lock();
        return Optional.of(channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be locked: {}", lock, e.toString());
      return Optional.empty();
    }
  }

  private void release(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("releasing {}", lock, e);
    }
  }
}
