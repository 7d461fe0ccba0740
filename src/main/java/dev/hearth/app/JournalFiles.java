package dev.hearth.app;

import dev.hearth.desk.services.ExportOrder;
import dev.hearth.desk.services.Going;
import dev.hearth.desk.services.TrafficFiles;
import dev.hearth.models.library.FileReveal;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.export.Exporter;
import dev.hearth.traffic.export.Importer;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.redact.Redactor;
import dev.hearth.traffic.redact.SecretMask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The journal's exchanges to and from files. */
final class JournalFiles implements TrafficFiles {
  private final Journal journal;
  private final String system;

  /**
   * @param system the operating system's name
   */
  JournalFiles(Journal journal, String system) {
    this.journal = journal;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  @Override
  public long count(Filter filter) {
    return journal.count(filter);
  }

  @Override
  public Optional<Exporter.Exported> export(ExportOrder order, Going going) throws IOException {
    List<String> ids = order.ids().isEmpty() ? journal.ids(order.filter()) : order.ids();
    SecretMask mask =
        order.masked() ? SecretMask.with(journal.settings().secretPatterns()) : SecretMask.none();
    Path file = order.file().toAbsolutePath();
    // Written beside it, so that a file half written never bears the name.
    Path part = Files.createTempFile(file.getParent(), ".hearth-export", ".part");
    try {
      Exporter.Exported exported;
      try (OutputStream out = Files.newOutputStream(part)) {
        exported = new Exporter(new Redactor(mask)).write(order.format(), whole(ids, going), out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(exported);
    } catch (CancellationException e) {
      return Optional.empty();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Iterator<Exchange> whole(List<String> ids, Going going) {
    long[] done = {0};
    return ids.stream()
        .map(
            id -> {
              if (!going.on(done[0]++, ids.size())) {
                throw new CancellationException();
              }
              return journal.load(id);
            })
        .flatMap(Optional::stream)
        .iterator();
  }

  @Override
  public Imported read(Path file, Going going) throws IOException {
    int[] added = {0};
    int[] known = {0};
    List<String> problems;
    try {
      problems =
          new Importer()
              .read(
                  file,
                  exchange -> {
                    if (!going.on(added[0] + known[0], 0)) {
                      throw new CancellationException();
                    }
                    (journal.add(exchange) ? added : known)[0]++;
                  })
              .problems();
    } catch (CancellationException e) {
      problems = List.of("Stopped before the end of the file.");
    }
    return new Imported(added[0], known[0], problems);
  }

  @Override
  public void show(Path file) throws IOException {
    new ProcessBuilder(command(system, file.toAbsolutePath()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static List<String> command(String system, Path file) {
    return new FileReveal(system).command(file);
  }
}
