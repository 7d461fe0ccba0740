package dev.hearth.traffic.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFailureTest {
  @TempDir Path dir;

  @Test
  void aFolderThatCannotBeWrittenTurnsRecordingOffAndNothingElse() throws Exception {
    Files.writeString(dir.resolve("file"), "in the way");
    try (Folder folder = new Folder(dir.resolve("file").resolve("inside"))) {
      assertThat(folder.journal.state().kind()).isEqualTo(JournalState.Kind.FAILED);
      assertThat(folder.journal.state().message()).contains("Nothing is being recorded", "folder");
      folder.written(Script.retried("a"));
      assertThat(folder.journal.search(Filter.ALL, 10, 0)).isEmpty();
      assertThat(folder.journal.size().exchanges()).isZero();
    }
  }

  @Test
  void aReadOnlyFileTurnsRecordingOffAndCanStillBeRead() throws Exception {
    try (Folder folder = new Folder(dir)) {
      folder.written(Script.retried("a"));
      List<JournalState> states = new CopyOnWriteArrayList<>();
      folder.journal.onState(states::add);
      pragma(folder, "pragma query_only = 1");
      folder.publish(Script.retried("b"));
      await().until(() -> folder.journal.state().kind() == JournalState.Kind.FAILED);
      assertThat(folder.journal.state().message()).contains("read-only", "Requests go through");
      assertThat(states).hasSize(1);
      folder.written(Script.retried("c"));
      assertThat(folder.journal.ids(Filter.ALL)).containsExactly("a");
    }
  }

  @Test
  void aFullDiskTurnsRecordingOffAndLosesNothingWritten() throws Exception {
    try (Folder folder = new Folder(dir)) {
      folder.written(Script.retried("a"));
      pragma(folder, "pragma max_page_count = 60");
      for (int i = 0; folder.journal.state().kind() != JournalState.Kind.FAILED; i++) {
        assertThat(i).isLessThan(100);
        folder.written(
            Script.of("x" + i).received(0).understood(1, noise(i)).finished(2, 1, 1).events());
      }
      assertThat(folder.journal.state().message()).contains("disk is full");
      assertThat(folder.journal.load("a")).isPresent();
      folder.written(Script.retried("later"));
      assertThat(folder.journal.load("later")).isEmpty();
      folder.reopen();
      assertThat(folder.journal.state().kind()).isEqualTo(JournalState.Kind.RECORDING);
      folder.written(Script.retried("again"));
      assertThat(folder.journal.load("again")).isPresent();
    }
  }

  /** On the journal's own connection, which is where the limit counts. */
  private static void pragma(Folder folder, String pragma) throws Exception {
    folder.journal.vault().database().orElseThrow().maintain(pragma);
  }

  private static String noise(int seed) {
    StringBuilder noise = new StringBuilder("{\"prompt\":\"");
    new java.util.Random(seed).ints(20_000, 'a', 'z').forEach(c -> noise.append((char) c));
    return noise.append("\"}").toString();
  }

  @Test
  void aFileThatIsNoDatabaseIsSetAside() throws Exception {
    Files.writeString(dir.resolve("journal.db"), "this is no database at all ".repeat(200));
    try (Folder folder = new Folder(dir)) {
      assertThat(folder.journal.state().kind()).isEqualTo(JournalState.Kind.RECORDING);
      assertThat(folder.journal.state().message()).contains("set aside as journal.db.damaged-");
      folder.written(Script.retried("a"));
      assertThat(folder.journal.load("a")).isPresent();
    }
    try (Stream<Path> files = Files.list(dir)) {
      Path aside =
          files.filter(f -> f.toString().contains("damaged-2026")).findFirst().orElseThrow();
      assertThat(Files.readString(aside)).startsWith("this is no database");
    }
  }

  @Test
  void aFileWithDamagedPagesIsSetAside() throws Exception {
    try (Folder folder = new Folder(dir)) {
      for (int i = 0; i < 20; i++) {
        folder.publish(Script.retried("x" + i));
      }
      folder.journal.flush();
    }
    byte[] bytes = Files.readAllBytes(dir.resolve("journal.db"));
    java.util.Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
    Files.write(dir.resolve("journal.db"), bytes);
    try (Folder folder = new Folder(dir)) {
      assertThat(folder.journal.state().message()).contains("set aside");
      folder.written(Script.retried("a"));
      assertThat(folder.journal.ids(Filter.ALL)).containsExactly("a");
    }
  }

  @Test
  void damageThatShowsWhileRunningIsSetAsideToo() throws Exception {
    try (Folder folder = new Folder(dir)) {
      folder.written(Script.retried("a"));
      pragma(folder, "pragma wal_checkpoint(truncate)");
      pragma(folder, "pragma writable_schema = on");
      pragma(folder, "pragma cache_size = 0");
      byte[] bytes = Files.readAllBytes(folder.file);
      java.util.Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
      try (var channel =
          Files.newByteChannel(folder.file, java.nio.file.StandardOpenOption.WRITE)) {
        channel.write(java.nio.ByteBuffer.wrap(bytes));
      }
      pragma(folder, "pragma shrink_memory");
      folder.publish(Script.retried("b"));
      await().until(() -> folder.journal.state().message().contains("set aside"));
      folder.written(Script.retried("c"));
      assertThat(folder.journal.load("c")).isPresent();
    }
  }

  @Test
  void aSecretPatternThatIsNoneRecordsNothingUntilItIsCorrected() {
    JournalSettings broken =
        new JournalSettings(JournalSettings.Mode.EVERYTHING, Duration.ZERO, 0, 0, List.of("(x"));
    try (Folder folder = new Folder(dir, broken)) {
      assertThat(folder.journal.state().message()).contains("'(x' is no pattern", "Correct");
      folder.written(Script.retried("a"));
      assertThatThrownBy(() -> folder.journal.configure(broken)).hasMessageContaining("(x");
      folder.journal.configure(JournalSettings.DEFAULT);
      assertThat(folder.journal.state().kind()).isEqualTo(JournalState.Kind.RECORDING);
      folder.written(Script.retried("b"));
      assertThat(folder.journal.ids(Filter.ALL)).containsExactly("b");
    }
  }

  @Test
  void aJournalOfANewerHearthIsLeftAlone() throws Exception {
    try (Folder folder = new Folder(dir)) {
      folder.written(Script.retried("a"));
    }
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("journal.db"));
        Statement s = c.createStatement()) {
      s.execute("pragma user_version = 99");
    }
    try (Folder folder = new Folder(dir)) {
      assertThat(folder.journal.state().kind()).isEqualTo(JournalState.Kind.FAILED);
      assertThat(folder.journal.state().message()).contains("newer Hearth", "Update Hearth");
    }
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.filter(f -> f.toString().contains("damaged"))).isEmpty();
    }
  }

  @Test
  void laterFormsAreReachedStepByStepAndAHalfStepNever() throws Exception {
    Path file = dir.resolve("m.db");
    List<String> one = List.of("create table a(x);\n");
    Database.open(file, new Migrations(one)).close();
    List<String> broken = List.of(one.getFirst(), "create table b(y);\ncreate table a(x);\n");
    assertThatThrownBy(() -> Database.open(file, new Migrations(broken)))
        .hasMessageContaining("already exists");
    List<String> two = List.of(one.getFirst(), "create table b(y);\ninsert into b values(1);\n");
    try (Database db = Database.open(file, new Migrations(two))) {
      assertThat(db.<Integer>read(Migrations::version)).isEqualTo(2);
      assertThat(db.<Long>read(c -> Database.number(c, "select count(*) from b"))).isEqualTo(1);
    }
    try (Database db = Database.open(file, new Migrations(two))) {
      assertThat(db.<Long>read(c -> Database.number(c, "select count(*) from b"))).isEqualTo(1);
    }
  }
}
