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
  private final Map<Path, LibraryRoot> fromStart = new LinkedHashMap<>();
  private final LibraryStore store;

  RootList(List<LibraryRoot> defaults, LibraryStore store) {
    this.store = store;
    for (LibraryRoot root : defaults) {
      Path path = clean(root.path());
      fromStart.put(path, new LibraryRoot(path, root.label(), root.enabled(), root.own()));
    }
  }

  List<LibraryRoot> list() {
    return List.copyOf(roots().values());
  }

  private Map<Path, LibraryRoot> roots() {
    Map<Path, LibraryRoot> roots = new LinkedHashMap<>(fromStart);
    for (KeptRoot kept : store.roots()) {
      Path path = Path.of(kept.path());
      LibraryRoot known = roots.get(path);
      if (known != null) {
        roots.put(path, known.withEnabled(kept.enabled()));
      } else if (kept.added()) {
        roots.put(path, new LibraryRoot(path, kept.label(), kept.enabled(), false));
      }
    }
    return roots;
  }

  LibraryRoot add(Path folder) {
    Path path = clean(folder);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          path + " is a file. Add the folder it lies in: " + path.getParent() + ".");
    }
    LibraryRoot known = roots().get(path);
    String label = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    LibraryRoot added =
        known == null ? new LibraryRoot(path, label, true, false) : known.withEnabled(true);
    keep(added);
    return added;
  }

  void remove(Path folder) {
    LibraryRoot root = known(folder);
    if (fromStart.containsKey(root.path())) {
      keep(root.withEnabled(false));
    } else {
      store.forgetRoot(root.path().toString());
    }
  }

  void enable(Path folder, boolean enabled) {
    keep(known(folder).withEnabled(enabled));
  }

  private LibraryRoot known(Path folder) {
    Path path = clean(folder);
    LibraryRoot root = roots().get(path);
    if (root == null) {
      throw new NoSuchElementException(path + " is not one of the library's folders.");
    }
    return root;
  }

  private void keep(LibraryRoot root) {
    store.keep(
        new KeptRoot(
            root.path().toString(),
            root.label(),
            root.enabled(),
            !fromStart.containsKey(root.path())));
  }

  private static Path clean(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
