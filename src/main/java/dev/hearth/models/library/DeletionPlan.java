package dev.hearth.models.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Works out which files go with a model, and spares what another model still needs. */
final class DeletionPlan {
  private final List<Model> models;
  private final List<RootContent> contents;

  DeletionPlan(List<Model> models, List<RootContent> contents) {
    this.models = models;
    this.contents = contents;
  }

  Deletion of(Model model) {
    Set<Path> files = new LinkedHashSet<>(model.parts());
    for (Path projector : model.projectors()) {
      boolean shared =
          models.stream()
              .anyMatch(m -> !m.id().equals(model.id()) && m.projectors().contains(projector));
      if (!shared) {
        files.add(projector);
      }
    }
    for (Path link : List.copyOf(files)) {
      files.addAll(targets(link, files, model.root()));
    }
    return new Deletion(new ArrayList<>(files), bytes(files));
  }

  /** The file behind a link of a download cache, unless another link needs it. */
  private List<Path> targets(Path link, Set<Path> going, Path root) {
    if (!Files.isSymbolicLink(link)) {
      return List.of();
    }
    try {
      Path target = link.toRealPath();
      boolean needed =
          contents.stream()
              .flatMap(content -> content.files().stream())
              .anyMatch(f -> f.real().equals(target) && !going.contains(f.path()));
      return needed || !target.startsWith(root.toRealPath()) ? List.of() : List.of(target);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long bytes(Set<Path> files) {
    long sum = 0;
    for (Path file : files) {
      try {
        sum += Files.isSymbolicLink(file) ? 0 : Files.size(file);
      } catch (IOException e) {
        // A file that is gone already frees nothing.
      }
    }
    return sum;
  }
}
