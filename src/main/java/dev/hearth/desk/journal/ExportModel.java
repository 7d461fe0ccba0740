package dev.hearth.desk.journal;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.services.ExportOrder;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.services.TrafficFiles;
import dev.hearth.traffic.export.ExportFormat;
import dev.hearth.traffic.export.Exporter;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.MapProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleMapProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;

/** What is to be handed out, how and where to. Knows no control. */
final class ExportModel {
  private final TrafficFiles files;
  private final Threads threads;
  private final String chosen;
  private final Filter filter;
  private final FilesModel work;
  private final ObjectProperty<What> what = new SimpleObjectProperty<>();
  private final ObjectProperty<ExportFormat> format = new SimpleObjectProperty<>(ExportFormat.HAR);
  private final BooleanProperty masked = new SimpleBooleanProperty(true);
  private final StringProperty file = new SimpleStringProperty("");
  private final MapProperty<What, Long> counts =
      new SimpleMapProperty<>(FXCollections.observableHashMap());

  /** Which requests. */
  enum What {
    SELECTED,
    FILTERED,
    ALL
  }

  /**
   * @param chosen the chosen exchange, empty when none
   * @param folder where files go unless the user says otherwise
   */
  ExportModel(TrafficFiles files, Threads threads, String chosen, Filter filter, Path folder) {
    this.files = files;
    this.threads = threads;
    this.chosen = chosen;
    this.filter = filter;
    this.work = new FilesModel(threads);
    what.set(!filter.empty() ? What.FILTERED : chosen.isEmpty() ? What.ALL : What.SELECTED);
    if (!chosen.isEmpty()) {
      counts.put(What.SELECTED, 1L);
    }
    file.set(folder.resolve("hearth-traffic." + format.get().extension()).toString());
    format.addListener((o, old, now) -> file.set(renamed(file.get(), old, now)));
    count(What.ALL, Filter.ALL);
    if (!filter.empty()) {
      count(What.FILTERED, filter);
    }
  }

  private void count(What which, Filter of) {
    threads
        .background()
        .execute(
            () -> {
              long number = counted(of);
              threads.fx().execute(() -> counts.put(which, number));
            });
  }

  private long counted(Filter of) {
    try {
      return files.count(of);
    } catch (JournalException e) {
      return 0;
    }
  }

  private static String renamed(String path, ExportFormat old, ExportFormat now) {
    String end = "." + old.extension();
    return path.endsWith(end)
        ? path.substring(0, path.length() - end.length()) + "." + now.extension()
        : path;
  }

  ObjectProperty<What> whatProperty() {
    return what;
  }

  ObjectProperty<ExportFormat> formatProperty() {
    return format;
  }

  BooleanProperty maskedProperty() {
    return masked;
  }

  StringProperty fileProperty() {
    return file;
  }

  /** How many requests each choice has, as far as they are counted. */
  MapProperty<What, Long> countsProperty() {
    return counts;
  }

  FilesModel work() {
    return work;
  }

  /** Whether there is something of this kind to hand out. */
  boolean offers(What which) {
    return switch (which) {
      case SELECTED -> !chosen.isEmpty();
      case FILTERED -> !filter.empty();
      case ALL -> true;
    };
  }

  /** Why it cannot be written, empty when it can. */
  String problem() {
    return path().isEmpty() ? "Name a file in a folder that exists." : "";
  }

  Optional<Path> path() {
    try {
      Path path = Path.of(file.get().strip()).toAbsolutePath();
      boolean fits =
          path.getParent() != null
              && Files.isDirectory(path.getParent())
              && !Files.isDirectory(path);
      return fits ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Whether the file is there already and would be replaced. */
  boolean replaces() {
    return path().filter(Files::exists).isPresent();
  }

  void start() {
    path()
        .ifPresent(
            to -> {
              ExportOrder order =
                  new ExportOrder(
                      what.get() == What.SELECTED ? List.of(chosen) : List.of(),
                      what.get() == What.FILTERED ? filter : Filter.ALL,
                      format.get(),
                      masked.get(),
                      to);
              work.start(going -> files.export(order, going).map(ExportModel::words).orElse(""));
            });
  }

  private static String words(Exporter.Exported exported) {
    String skipped =
        exported.skipped() == 0
            ? ""
            : " "
                + Amounts.count(exported.skipped())
                + " were left out because this form has no place for them.";
    return Amounts.count(exported.written())
        + (exported.written() == 1 ? " request" : " requests")
        + " written."
        + skipped;
  }

  void showFile() {
    path()
        .ifPresent(
            p ->
                threads
                    .background()
                    .execute(
                        () -> {
                          try {
                            files.show(p);
                          } catch (java.io.IOException e) {
                            org.slf4j.LoggerFactory.getLogger(ExportModel.class)
                                .warn("no file manager could be opened: {}", e.getMessage());
                          }
                        }));
  }
}
