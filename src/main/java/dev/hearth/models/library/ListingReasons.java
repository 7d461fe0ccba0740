package dev.hearth.models.library;

import dev.hearth.models.gguf.ModelFileName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers why a file is in the list or not. */
final class ListingReasons {
  private final List<Model> models;
  private final List<RootContent> contents;
  private final List<LibraryRoot> roots;
  private final Map<Path, String> unlisted;

  ListingReasons(
      List<Model> models,
      List<RootContent> contents,
      List<LibraryRoot> roots,
      Map<Path, String> unlisted) {
    this.models = models;
    this.contents = contents;
    this.roots = roots;
    this.unlisted = unlisted;
  }

  Listing of(Path asked) {
    Path file = asked.toAbsolutePath().normalize();
    Optional<String> listed = listed(file);
    return new Listing(file, listed.isPresent(), listed.orElseGet(() -> notListed(file)));
  }

  private Optional<String> listed(Path file) {
    for (Model model : models) {
      if (model.parts().contains(file)) {
        return Optional.of(asModel(model));
      }
      if (model.projectors().contains(file)) {
        return Optional.of("It belongs to '" + model.alias() + "' as its projector.");
      }
    }
    return Optional.empty();
  }

  private static String asModel(Model model) {
    String as =
        model.parts().size() == 1
            ? "It is listed as '" + model.alias() + "'."
            : "It is one of " + model.parts().size() + " parts of '" + model.alias() + "'.";
    return model.startable() ? as : as + " " + model.state().reason();
  }

  private String notListed(Path file) {
    if (Files.notExists(file)) {
      return "There is no such file.";
    }
    if (Files.isDirectory(file)) {
      return folder(file);
    }
    Optional<LibraryRoot> root = rootOf(file);
    if (root.isEmpty()) {
      return "It lies in none of the folders looked through. Add the folder "
          + file.getParent()
          + ".";
    }
    if (!root.get().enabled()) {
      return "Its folder " + root.get().path() + " is switched off. Switch it on again.";
    }
    return inside(file, root.get());
  }

  private String inside(Path file, LibraryRoot root) {
    ModelFileName name = ModelFileName.of(file.getFileName().toString());
    if (!name.gguf() && !(name.unfinished() && ForeignFile.isGguf(file))) {
      String what = ForeignFile.byName(file);
      return ForeignFile.isGguf(file)
          ? "It is a GGUF file, but its name does not end in .gguf. Give it that ending."
          : what;
    }
    if (unlisted.containsKey(file)) {
      return unlisted.get(file);
    }
    RootContent content = contentOf(root);
    Optional<String> trouble = trouble(file, content);
    if (trouble.isPresent()) {
      return trouble.get();
    }
    return content.scanning()
        ? "Its folder " + root.path() + " is still being looked through. Ask again in a moment."
        : "It was not there when its folder was last looked through. Look through it again.";
  }

  private static Optional<String> trouble(Path file, RootContent content) {
    return content.troubles().entrySet().stream()
        .filter(entry -> file.startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().getNameCount()))
        .map(Map.Entry::getValue);
  }

  private RootContent contentOf(LibraryRoot root) {
    return contents.stream()
        .filter(content -> content.root().path().equals(root.path()))
        .findFirst()
        .orElseGet(() -> new RootContent(root, List.of(), Map.of(), Map.of(), true, false));
  }

  private String folder(Path folder) {
    long inside = models.stream().filter(model -> model.path().startsWith(folder)).count();
    return rootOf(folder).isPresent()
        ? "It is a folder; " + inside + " of the listed models lie in it."
        : "It is a folder that is not looked through. Add it to see the models in it.";
  }

  /** The innermost folder that holds the file, a switched-on one before others. */
  private Optional<LibraryRoot> rootOf(Path file) {
    return roots.stream()
        .filter(root -> file.startsWith(root.path()))
        .max(
            Comparator.comparing(LibraryRoot::enabled)
                .thenComparingInt(root -> root.path().getNameCount()));
  }
}
