package dev.hearth.desk.models;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.services.ModelShelf;
import dev.hearth.desk.shell.Notices;
import dev.hearth.models.library.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Adds files, folders and the sample to the list, and says what came of it. */
final class ModelAdding {
  private static final String ENDING = ".gguf";

  private final ModelShelf shelf;
  private final Notices notices;
  private final Ways ways;

  /**
   * Where it leads.
   *
   * @param select shows a model
   * @param start shows a model and starts it
   * @param folders shows the folders
   * @param why shows why a file is not in the list
   */
  record Ways(
      Consumer<Model> select, Consumer<Model> start, Runnable folders, Consumer<Path> why) {}

  ModelAdding(ModelShelf shelf, Notices notices, Ways ways) {
    this.shelf = shelf;
    this.notices = notices;
    this.ways = ways;
  }

  /** Whether this looks like models: files that end as they do, and folders. */
  static boolean mayBeModels(List<Path> paths) {
    return paths.stream()
        .anyMatch(
            p -> p.toString().toLowerCase(Locale.ROOT).endsWith(ENDING) || Files.isDirectory(p));
  }

  /** Adds files and folders where they lie, and selects what is a model. */
  void add(List<Path> paths) {
    for (Path path : paths) {
      shelf
          .add(path)
          .whenCompleteAsync(
              (listing, failure) -> {
                if (failure != null) {
                  notices.problem("Not added", LaunchModel.words(failure), ways.folders());
                } else {
                  added(listing.path(), listing.listed(), listing.reason());
                }
              },
              FxThread.EXECUTOR);
    }
  }

  private void added(Path path, boolean listed, String reason) {
    if (listed) {
      notices.info(path.getFileName() + " is in the list", reason);
      shelf.models().now().models().stream()
          .filter(m -> m.parts().contains(path))
          .findFirst()
          .ifPresent(ways.select());
    } else if (Files.isDirectory(path)) {
      notices.info("Folder added", reason);
    } else {
      notices.problem(
          path.getFileName() + " is not in the list", reason, () -> ways.why().accept(path));
    }
  }

  /** Writes the sample model and starts it. */
  void sample() {
    shelf
        .addSample()
        .whenCompleteAsync(
            (model, failure) -> {
              if (failure != null) {
                notices.problem("No sample model", LaunchModel.words(failure), ways.folders());
              } else {
                ways.start().accept(model);
              }
            },
            FxThread.EXECUTOR);
  }
}
