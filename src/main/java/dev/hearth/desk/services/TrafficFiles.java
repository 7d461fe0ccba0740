package dev.hearth.desk.services;

import dev.hearth.traffic.export.Exporter;
import dev.hearth.traffic.filter.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Traffic to and from files. Calls take long and are not for the JavaFX thread. */
public interface TrafficFiles {
  /** How many kept exchanges pass a filter. */
  long count(Filter filter);

  /** Writes a file; nothing when it was called off, and then there is no file. */
  Optional<Exporter.Exported> export(ExportOrder order, Going going) throws IOException;

  /** Adds what a file holds to the journal; what was read before it was called off stays. */
  Imported read(Path file, Going going) throws IOException;

  /** Shows a file in the system's file manager. */
  void show(Path file) throws IOException;

  /**
   * What came of reading a file.
   *
   * @param added exchanges that are new in the journal
   * @param known exchanges that were there already
   * @param problems what could not be read, with its place
   */
  record Imported(int added, int known, List<String> problems) {
    public Imported {
      problems = List.copyOf(problems);
    }
  }
}
