package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.ExportOrder;
import dev.hearth.desk.services.TrafficFiles.Imported;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.export.ExportFormat;
import dev.hearth.traffic.export.Exporter;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFilesTest {
  @TempDir Path dir;
  private Journal journal;
  private JournalFiles files;

  @BeforeEach
  void open() {
    journal = Journal.open(dir.resolve("j.db"), JournalSettings.DEFAULT, Clock.systemUTC());
    files = new JournalFiles(journal, "Linux");
    for (String id : List.of("a", "b", "c")) {
      journal.add(Script.fold(Script.retried(id)));
    }
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private ExportOrder order(List<String> ids, Filter filter, Path file) {
    return new ExportOrder(ids, filter, ExportFormat.JSONL, true, file);
  }

  @Test
  void exportsWhatIsNamedOrFilteredAndReadsItBack() throws Exception {
    Path file = dir.resolve("out.jsonl");
    assertThat(files.export(order(List.of("b"), Filter.ALL, file), (d, t) -> true))
        .contains(new Exporter.Exported(1, 0));
    assertThat(files.export(order(List.of(), Filter.parse("status:retried"), file), (d, t) -> true))
        .contains(new Exporter.Exported(3, 0));
    journal.delete(List.of("a"));
    assertThat(files.read(file, (d, t) -> true)).isEqualTo(new Imported(1, 2, List.of()));
    assertThat(journal.load("a")).isPresent();
  }

  @Test
  void anExportThatIsCalledOffLeavesTheOldFileAndNoOther() throws Exception {
    Path file = Files.writeString(dir.resolve("out.jsonl"), "before");
    assertThat(files.export(order(List.of(), Filter.ALL, file), (done, total) -> done < 1))
        .isEmpty();
    assertThat(file).hasContent("before");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.contains("part"));
    }
  }

  @Test
  void pointsAtTheFileWhereTheSystemCan() {
    Path file = Path.of("/tmp/x/out.har");
    assertThat(JournalFiles.command("linux", file)).containsExactly("xdg-open", "/tmp/x");
    assertThat(JournalFiles.command("mac os x", file))
        .containsExactly("open", "-R", "/tmp/x/out.har");
    assertThat(JournalFiles.command("windows 11", file))
        .containsExactly("explorer.exe", "/select,/tmp/x/out.har");
  }
}
