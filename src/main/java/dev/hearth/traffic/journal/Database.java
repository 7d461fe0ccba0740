package dev.hearth.traffic.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.JDBC;

/** The journal's file: one connection that writes, a few that read beside it. */
final class Database implements AutoCloseable {
  /** Reading every page of a larger file would delay the start; damage there shows when read. */
  private static final long CHECKED_WHEN_OPENED = 64L * 1024 * 1024;

  private final Path file;
  private final Connection writer;
  private final Runnable written;
  private final ReentrantLock writing = new ReentrantLock();
  private final ConcurrentLinkedDeque<Connection> readers = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  private Database(Path file, Connection writer, Runnable written) {
    this.file = file;
    this.writer = writer;
    this.written = written;
  }

  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Opens or makes the file; fails on one that is damaged. */
  static Database open(Path file, Migrations migrations) throws SQLException, IOException {
    return open(file, migrations, () -> {});
  }

  /**
   * The same.
   *
   * @param written called after each change, on the thread that made it
   */
  static Database open(Path file, Migrations migrations, Runnable written)
      throws SQLException, IOException {
    boolean fresh = !Files.exists(file);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Connection writer = connect(file);
    try {
      try (Statement s = writer.createStatement()) {
        if (fresh) {
          // Must be said before the first table is made.
          s.execute("pragma auto_vacuum = incremental");
        }
        s.execute("pragma journal_mode = wal");
        // After a crash of the process nothing committed is lost; a power cut may cost the tail.
        s.execute("pragma synchronous = normal");
        s.execute("pragma wal_autocheckpoint = 1000");
        s.execute("pragma journal_size_limit = 67108864");
      }
      onlyForTheOwner(file);
      if (!fresh && Files.size(file) <= CHECKED_WHEN_OPENED) {
        check(writer);
      }
      migrations.apply(writer);
      return new Database(file, writer, written);
    } catch (SQLException | IOException e) {
      writer.close();
      throw e;
    }
  }

  private static Connection connect(Path file) throws SQLException {
    // Java's search for drivers finds none where classes come from a start cache.
    Connection connection =
        JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath(), new Properties());
    try (Statement s = connection.createStatement()) {
      s.execute("pragma busy_timeout = 5000");
      s.execute("pragma temp_store = memory");
      s.execute("pragma mmap_size = 268435456");
      s.execute("pragma cache_size = -16384");
    }
    return connection;
  }

  /** Conversations are private: others on the machine have no business in them. */
  private static void onlyForTheOwner(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static void check(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("pragma quick_check(1)")) {
      if (r.next() && !r.getString(1).equals("ok")) {
        throw new SQLException(r.getString(1), null, CORRUPT);
      }
    }
  }

  /** SQLite's code for a damaged file. */
  static final int CORRUPT = 11;

  /** SQLite's code for a file that is no database. */
  static final int NOT_A_DATABASE = 26;

  /** Whether the file itself is damaged, as opposed to being out of reach. */
  static boolean damaged(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    return code == CORRUPT || code == NOT_A_DATABASE;
  }

  /** Work that changes something, in one transaction. */
  <T> T write(Work<T> work) throws SQLException {
    T result = changed(work);
    written.run();
    return result;
  }

  private <T> T changed(Work<T> work) throws SQLException {
    writing.lock();
    try (Statement s = writer.createStatement()) {
      s.execute("begin immediate");
      try {
        T result = work.on(writer);
        s.execute("commit");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(s);
        throw e;
      }
    } finally {
      writing.unlock();
    }
  }

  private static void rollback(Statement s) {
    try {
      s.execute("rollback");
    } catch (SQLException e) {
      // A full disk may have rolled back already; the first failure is the one worth telling.
    }
  }

  /** Work outside a transaction, such as giving pages back. */
  void maintain(String sql) throws SQLException {
    writing.lock();
    try (Statement s = writer.createStatement()) {
      s.execute(sql);
    } finally {
      writing.unlock();
    }
  }

  /** Work that only looks, on one consistent state, beside any writing. */
  <T> T read(Work<T> work) throws SQLException {
    Connection reader = readers.poll();
    if (reader == null) {
      reader = connect(file);
    }
    boolean healthy = false;
    try (Statement s = reader.createStatement()) {
      s.execute("begin");
      T result = work.on(reader);
      s.execute("commit");
      healthy = true;
      return result;
    } finally {
      if (healthy && !closed) {
        readers.push(reader);
      } else {
        reader.close();
      }
    }
  }

  Path file() {
    return file;
  }

  /** Bytes in use, without pages that are free to be used again. */
  long usedBytes() throws SQLException {
    return read(
        c ->
            number(c, "pragma page_size")
                * (number(c, "pragma page_count") - number(c, "pragma freelist_count")));
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      return r.next() ? r.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    for (Connection reader = readers.poll(); reader != null; reader = readers.poll()) {
      reader.close();
    }
    writing.lock();
    try {
      writer.close();
    } finally {
      writing.unlock();
    }
  }
}
