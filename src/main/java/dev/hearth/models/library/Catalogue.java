package dev.hearth.models.library;

import dev.hearth.models.ability.ToolAbility;
import dev.hearth.models.gguf.GgufCard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Turns the files that scans found into models, and remembers what became of each file. */
final class Catalogue {
  private final BiFunction<Path, String, ModelNotes> notes;
  private final Function<String, ToolAbility> abilities;
  private final Map<Path, String> unlisted = new HashMap<>();
  private final List<Model> models = new ArrayList<>();

  private Catalogue(
      BiFunction<Path, String, ModelNotes> notes, Function<String, ToolAbility> abilities) {
    this.notes = notes;
    this.abilities = abilities;
  }

  /**
   * Makes models of files.
   *
   * @param contents what was found in each folder, in the order the folders count
   * @param notes looks up a model's notes by its path and content mark
   * @param abilities reads a chat template
   */
  static Catalogue of(
      List<RootContent> contents,
      BiFunction<Path, String, ModelNotes> notes,
      Function<String, ToolAbility> abilities) {
    Catalogue catalogue = new Catalogue(notes, abilities);
    catalogue.fill(catalogue.distinct(catalogue.groups(contents)));
    return catalogue;
  }

  /** The models, each with an alias of its own. */
  List<Model> models() {
    return Aliases.unique(models);
  }

  /** Files that are not listed although they were found, and why. */
  Map<Path, String> unlisted() {
    return unlisted;
  }

  /** A mark of what a model is, by which it is known again after its file was moved. */
  static String fingerprint(GgufCard card) {
    return card.version() == 0
        ? ""
        : card.architecture()
            + "/"
            + card.parameters()
            + "/"
            + card.tensors().totalBytes()
            + "/"
            + Integer.toHexString((card.name() + card.chatTemplate()).hashCode());
  }

  private Collection<FileGroup> groups(List<RootContent> contents) {
    Map<String, FileGroup> groups = new LinkedHashMap<>();
    Set<Path> seen = new HashSet<>();
    Set<String> unread = new HashSet<>();
    for (RootContent content : contents) {
      for (FoundFile file : content.files()) {
        String key = key(file);
        CardEntry card = content.cards().get(file.path());
        if (card == null) {
          unread.add(key);
        } else if (seen.add(file.path())) {
          FileGroup group =
              groups.computeIfAbsent(key, k -> new FileGroup(content.root(), file.name()));
          if (!group.add(file, card)) {
            unlisted.put(file.path(), "The same part of the model is there already.");
          }
        }
      }
    }
    groups.keySet().removeAll(unread);
    return groups.values();
  }

  private static String key(FoundFile file) {
    return file.name().split()
        ? file.path().resolveSibling(file.name().stem()) + "|" + file.name().parts()
        : file.path().toString();
  }

  /** Leaves out a model that is another one seen through links. */
  private List<FileGroup> distinct(Collection<FileGroup> groups) {
    Map<List<Path>, FileGroup> byPlace = new LinkedHashMap<>();
    for (FileGroup group : groups) {
      FileGroup other = byPlace.putIfAbsent(group.realPaths(), group);
      if (other != null) {
        String reason = "It is the same file as " + other.first().path() + ", which is listed.";
        group.paths().forEach(path -> unlisted.put(path, reason));
      }
    }
    return new ArrayList<>(byPlace.values());
  }

  private void fill(List<FileGroup> groups) {
    List<FileGroup> projectors = new ArrayList<>();
    List<FileGroup> others = new ArrayList<>();
    for (FileGroup group : groups) {
      boolean projector = group.card().projector() && !group.card().truncated();
      (projector ? projectors : others).add(group);
    }
    ProjectorMatch match = new ProjectorMatch(projectors, others);
    Set<Path> taken = new HashSet<>();
    for (FileGroup group : others) {
      List<Path> own = match.of(group);
      taken.addAll(own);
      models.add(model(group, own));
    }
    for (FileGroup projector : projectors) {
      if (!taken.contains(projector.first().path())) {
        models.add(model(projector, List.of()));
      }
    }
    models.sort(java.util.Comparator.comparing(Model::path));
  }

  private Model model(FileGroup group, List<Path> projectors) {
    GgufCard card = group.card();
    Path path = group.first().path();
    String name = card.name().isBlank() ? group.name().stem() : card.name();
    return new Model(
        Aliases.id(path),
        Aliases.suggested(path, group.name()),
        name,
        path,
        group.paths(),
        projectors,
        group.bytes(),
        group.modifiedMillis(),
        group.root().path(),
        card,
        StateReading.of(group),
        abilities.apply(card.chatTemplate()),
        notes.apply(path, fingerprint(card)));
  }
}
