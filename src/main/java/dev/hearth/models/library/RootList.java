package dev.hearth.models.library;

import dev.hearth.models.library.LibraryStore.KeptRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The folders from the start and those added, and which of them are switched on. */
final class RootList {
  private final Map<Path, LibraryRoot> roots = new LinkedHashMap<>();
  private final List<Path> fromStart;
  private final LibraryStore store;

  RootList(List<LibraryRoot> defaults, LibraryStore store) {
    this.store = store;
    for (LibraryRoot root : defaults) {
      Path path = clean(root.path());
      roots.put(path, new LibraryRoot(path, root.label(), root.enabled(), root.own()));
    }
    this.fromStart = List.copyOf(roots.keySet());
    for (KeptRoot kept : store.roots()) {
      Path path = Path.of(kept.path());
      LibraryRoot known = roots.get(path);
      if (known != null) {
        roots.put(path, known.withEnabled(kept.enabled()));
      } else if (kept.added()) {
        roots.put(path, new LibraryRoot(path, kept.label(), kept.enabled(), false));
      }
    }
  }

  synchronized List<LibraryRoot> list() {
    return List.copyOf(roots.values());
  }

  synchronized LibraryRoot add(Path folder) {
    Path path = clean(folder);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          path + " is a file. Add the folder it lies in: " + path.getParent() + ".");
    }
    LibraryRoot known = roots.get(path);
    String label = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    LibraryRoot added =
        known == null ? new LibraryRoot(path, label, true, false) : known.withEnabled(true);
    roots.put(path, added);
    keep();
    return added;
  }

  synchronized void remove(Path folder) {
    Path path = known(folder);
    if (fromStart.contains(path)) {
      enable(path, false);
      return;
    }
    roots.remove(path);
    keep();
  }

  synchronized void enable(Path folder, boolean enabled) {
    roots.computeIfPresent(known(folder), (path, root) -> root.withEnabled(enabled));
    keep();
  }

  private Path known(Path folder) {
    Path path = clean(folder);
    if (!roots.containsKey(path)) {
      throw new NoSuchElementException(path + " is not one of the library's folders.");
    }
    return path;
  }

  private void keep() {
    store.roots(
        roots.values().stream()
            .map(
                root ->
                    new KeptRoot(
                        root.path().toString(),
                        root.label(),
                        root.enabled(),
                        !fromStart.contains(root.path())))
            .toList());
  }

  private static Path clean(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
