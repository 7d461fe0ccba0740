package dev.hearth.models.hub;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.models.hub.HubException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file while it is being downloaded. It lies under a name that no program takes for a model, and
 * gets its own name only when it is whole.
 */
final class PartFile implements AutoCloseable {
  /** The mark of a half download; the model library knows it as such. */
  static final String MARK = ".hearthpart";

  static final String NOTES = MARK + ".json";

  /** What a power cut may cost at most, beside what the disk itself loses. */
  private static final long SAVE_EVERY = 32L * 1024 * 1024;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private PartNotes notes;
  private int next;
  private long unsaved;

  private PartFile(Path target, FileChannel channel) {
    this.target = target;
    this.part = part(target);
    this.channel = channel;
  }

  static Path part(Path target) {
    return target.resolveSibling(target.getFileName() + MARK);
  }

  static Path notesOf(Path target) {
    return target.resolveSibling(target.getFileName() + NOTES);
  }

  /** Opens a half download or begins one; refuses one that somebody else is at. */
  static PartFile open(Path target) throws IOException {
    FileChannel channel =
        FileChannel.open(
            part(target),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new PartFile(target, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Somebody in this very program has it; the same as somebody else.
    }
    channel.close();
    throw new HubException(Kind.IN_THE_WAY, target.getFileName() + " is already being downloaded.");
  }

  /** Goes on with what is there if it is of the same file, else begins anew. */
  void prepare(PartNotes wanted) throws IOException {
    Optional<PartNotes> kept = read(notesOf(target));
    boolean same =
        kept.filter(PartNotes::consistent)
            .filter(n -> n.size() == wanted.size())
            .filter(n -> n.identity().equals(wanted.identity()) && !n.identity().isEmpty())
            .isPresent();
    if (same) {
      notes = kept.get();
    } else {
      channel.truncate(0);
      notes = wanted;
    }
    next = 0;
    save();
  }

  /** The next part that lacks bytes and nobody is at; -1 for none. */
  synchronized int take() {
    while (next < notes.received().length && received(next) == notes.length(next)) {
      next++;
    }
    return next < notes.received().length ? next++ : -1;
  }

  synchronized long received(int chunk) {
    return notes.received()[chunk];
  }

  long start(int chunk) {
    return chunk * notes.chunkBytes();
  }

  long end(int chunk) {
    return start(chunk) + notes.length(chunk);
  }

  synchronized long done() {
    return notes == null ? 0 : notes.done();
  }

  /** Adds bytes to a part. */
  void append(int chunk, ByteBuffer bytes) throws IOException {
    long at = start(chunk) + received(chunk);
    int count = bytes.remaining();
    long position = at;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    synchronized (this) {
      notes.received()[chunk] += count;
      unsaved += count;
      if (unsaved >= SAVE_EVERY) {
        save();
      }
    }
  }

  /** Forgets a part's bytes. */
  synchronized void restart(int chunk) {
    notes.received()[chunk] = 0;
  }

  /** Keeps how far it is, after the bytes themselves. */
  synchronized void save() throws IOException {
    if (notes == null || !channel.isOpen()) {
      return;
    }
    unsaved = 0;
    channel.force(false);
    Path file = notesOf(target);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, JSON.writeValueAsBytes(notes));
    move(fresh, file);
  }

  FileChannel channel() {
    return channel;
  }

  /** Gives the whole file its own name. */
  void finish() throws IOException {
    channel.force(true);
    channel.close();
    if (Files.exists(target)) {
      throw new HubException(
          Kind.IN_THE_WAY, target + " appeared meanwhile. Move it away and try again.");
    }
    move(part, target);
    Files.deleteIfExists(notesOf(target));
  }

  /** Throws away what has arrived. */
  void discard() throws IOException {
    channel.close();
    remove(target);
  }

  /** Removes a half download, if there is one. */
  static void remove(Path target) throws IOException {
    Files.deleteIfExists(part(target));
    Files.deleteIfExists(notesOf(target));
  }

  static Optional<PartNotes> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), PartNotes.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
