package dev.hearth.models.library;

import dev.hearth.models.gguf.ModelFileName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One walk through a folder at any depth. Links are followed, as the Hugging Face cache is made of
 * them, and each folder is entered once however many links lead to it.
 */
final class FolderWalk {
  /** Ends a walk through a folder that was never meant as a model folder, such as a whole disk. */
  static final int MOST_ENTRIES = 1_000_000;

  private final List<FoundFile> files = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final Map<Path, String> troubles = new LinkedHashMap<>();
  private final Set<Path> entered = new HashSet<>();
  private final int mostEntries;
  private final Consumer<Path> entering;
  private int entries;

  private FolderWalk(int mostEntries, Consumer<Path> entering) {
    this.mostEntries = mostEntries;
    this.entering = entering;
  }

  /**
   * Walks through a folder.
   *
   * @param entering is told each folder before it is listed
   */
  static FolderWalk through(Path root, Consumer<Path> entering) {
    return through(root, entering, MOST_ENTRIES);
  }

  static FolderWalk through(Path root, Consumer<Path> entering, int mostEntries) {
    FolderWalk walk = new FolderWalk(mostEntries, entering);
    walk.walk(root);
    walk.files.sort(Comparator.comparing(FoundFile::path));
    return walk;
  }

  /** Files that may be models, in order of their paths. */
  List<FoundFile> files() {
    return files;
  }

  /** Every folder gone into, for watching. */
  List<Path> folders() {
    return folders;
  }

  /** What could not be looked at, and why. */
  Map<Path, String> troubles() {
    return troubles;
  }

  private void walk(Path root) {
    Deque<Path> waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty() && !Thread.currentThread().isInterrupted()) {
      Path folder = waiting.poll();
      try {
        if (entered.add(folder.toRealPath())) {
          folders.add(folder);
          entering.accept(folder);
          list(folder, waiting);
        }
      } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
        troubles.put(folder, folder.equals(root) ? rootTrouble(root, e) : trouble("folder", e));
      }
      if (entries > mostEntries) {
        troubles.put(
            root,
            "The folder holds more than " + mostEntries + " files; only some were looked at.");
        return;
      }
    }
  }

  private void list(Path folder, Deque<Path> waiting) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (++entries > mostEntries) {
          return;
        }
        look(child, waiting);
      }
    }
  }

  private void look(Path child, Deque<Path> waiting) {
    try {
      BasicFileAttributes what = Files.readAttributes(child, BasicFileAttributes.class);
      if (what.isDirectory()) {
        waiting.add(child);
      } else if (what.isRegularFile() && interesting(child)) {
        files.add(
            new FoundFile(
                child, child.toRealPath(), what.size(), what.lastModifiedTime().toMillis()));
      }
    } catch (IOException e) {
      if (ModelFileName.of(child.getFileName().toString()).gguf()) {
        troubles.put(child, trouble("file", e));
      }
    }
  }

  private static boolean interesting(Path file) {
    ModelFileName name = ModelFileName.of(file.getFileName().toString());
    // Download caches name unfinished files by a hash alone; only their first bytes tell.
    return name.gguf() || name.unfinished() && ForeignFile.isGguf(file);
  }

  private static String rootTrouble(Path root, Exception e) {
    return Files.notExists(root)
        ? "The folder does not exist now; perhaps its drive is not connected."
        : trouble("folder", e);
  }

  private static String trouble(String what, Exception e) {
    String reason =
        switch (e) {
          case java.nio.file.AccessDeniedException denied -> "permission denied.";
          case java.nio.file.NoSuchFileException gone -> "it is a link that leads nowhere.";
          default -> e.getMessage() + ".";
        };
    return "The " + what + " cannot be read: " + reason;
  }
}
