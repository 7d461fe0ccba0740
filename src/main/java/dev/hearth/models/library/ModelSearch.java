package dev.hearth.models.library;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Finds the models a person may mean by a word. */
final class ModelSearch {
  private ModelSearch() {}

  /** The models that fit in the most exact way in which any does. */
  static List<Model> candidates(List<Model> models, String wanted) {
    String low = wanted.strip().toLowerCase(Locale.ROOT);
    if (low.isEmpty()) {
      return List.of();
    }
    List<Predicate<Model>> ways =
        List.of(
            model -> model.id().equals(low),
            model -> model.alias().equals(wanted.strip()),
            model -> low(model.alias()).equals(low),
            model -> isPath(model, wanted.strip()),
            model -> low(model.path().getFileName().toString()).equals(low),
            model -> low(model.path().getFileName().toString()).equals(low + ".gguf"),
            model -> low(model.name()).equals(low),
            model -> low(model.alias()).startsWith(low),
            model -> low(model.alias()).contains(low));
    for (Predicate<Model> way : ways) {
      List<Model> found = models.stream().filter(way).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static boolean isPath(Model model, String wanted) {
    try {
      return model.parts().contains(Path.of(wanted).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String low(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
