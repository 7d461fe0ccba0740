package dev.hearth.traffic.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.SearchText;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose index knows whole runs of Chinese only is brought up to date. */
class OldIndexTest {
  /** More than are done at once. */
  private static final int CHINESE = 60;

  @TempDir Path dir;

  private static Exchange saying(String id, String words) {
    return Script.of(id)
        .received(0)
        .understood(1, "{\"messages\":[{\"role\":\"user\",\"content\":\"" + words + "\"}]}")
        .finished(9, 1, 1)
        .exchange();
  }

  /** As the first version wrote it. */
  private static void oldFile(Path file) throws Exception {
    String first;
    try (InputStream in = Migrations.class.getResourceAsStream("1.sql")) {
      first = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Journal journal =
        Journal.open(
            file, JournalSettings.DEFAULT, Clock.systemUTC(), new Migrations(List.of(first)))) {
      for (int i = 0; i < CHINESE; i++) {
        old(journal, saying("zh" + i, "请读取文件夹"));
      }
      old(journal, saying("en", "read the folder, café"));
      journal.delete(List.of("zh0"));
    }
  }

  private static void old(Journal journal, Exchange exchange) throws Exception {
    journal.add(exchange);
    journal
        .vault()
        .database()
        .orElseThrow()
        .write(
            c -> {
              try (PreparedStatement s =
                  c.prepareStatement(
                      "insert or replace into words(rowid, text)"
                          + " select n, ? from exchange where id = ?")) {
                s.setString(1, SearchText.of(exchange));
                s.setString(2, exchange.id());
                return s.executeUpdate();
              }
            });
  }

  @Test
  void partsOfRunsAreFoundAfterTheUpdate() throws Exception {
    Path file = dir.resolve("journal.db");
    oldFile(file);
    try (Folder folder = new Folder(dir)) {
      assertThat(folder.journal.count(Filter.parse("folder"))).isEqualTo(1);
      Awaitility.await().until(() -> folder.journal.count(Filter.parse("取文件")) == CHINESE - 1);
      assertThat(folder.journal.count(Filter.parse("请读取文件夹"))).isEqualTo(CHINESE - 1);
      assertThat(folder.journal.count(Filter.parse("\"the folder cafe\""))).isEqualTo(1);
      folder.written(Script.retried("new"));
      assertThat(folder.journal.count(Filter.parse("readme"))).isEqualTo(1);
      Database open = folder.journal.vault().database().orElseThrow();
      Awaitility.await().until(() -> !open.read(WordIndex::behind));
      assertThat(open.<Integer>read(Migrations::version)).isEqualTo(2);
    }
  }
}
