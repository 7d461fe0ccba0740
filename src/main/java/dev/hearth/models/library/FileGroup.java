package dev.hearth.models.library;

import dev.hearth.models.gguf.GgufCard;
import dev.hearth.models.gguf.ModelFileName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of one model: a single one, or the parts of a split one. */
final class FileGroup {
  private final LibraryRoot root;
  private final ModelFileName name;
  private final SortedMap<Integer, FoundFile> files = new TreeMap<>();
  private final List<CardEntry> cards = new ArrayList<>();

  FileGroup(LibraryRoot root, ModelFileName name) {
    this.root = root;
    this.name = name;
  }

  /** Adds a part; false where the group has that part already. */
  boolean add(FoundFile file, CardEntry card) {
    boolean fresh = files.putIfAbsent(file.name().part(), file) == null;
    if (fresh) {
      cards.add(card);
    }
    return fresh;
  }

  LibraryRoot root() {
    return root;
  }

  ModelFileName name() {
    return name;
  }

  FoundFile first() {
    return files.get(files.firstKey());
  }

  List<Path> paths() {
    return files.values().stream().map(FoundFile::path).toList();
  }

  List<Path> realPaths() {
    return files.values().stream().map(FoundFile::real).toList();
  }

  Path folder() {
    return first().path().getParent();
  }

  long bytes() {
    return files.values().stream().mapToLong(FoundFile::size).sum();
  }

  long modifiedMillis() {
    return files.values().stream().mapToLong(FoundFile::modifiedMillis).max().orElse(0);
  }

  List<CardEntry> entries() {
    return cards;
  }

  /** Part numbers that a split model should have and has not. */
  List<Integer> missing() {
    List<Integer> missing = new ArrayList<>();
    for (int part = 1; part <= name.parts(); part++) {
      if (!files.containsKey(part)) {
        missing.add(part);
      }
    }
    return missing;
  }

  /** True where the group has at least one part with the mark of a half download. */
  boolean unfinished() {
    return files.values().stream().anyMatch(file -> file.name().unfinished());
  }

  /** The first part's card with the tensors of all parts, labelled as precisely as is known. */
  GgufCard card() {
    GgufCard first = cards.getFirst().card();
    GgufCard all = first.withParts(cards.stream().skip(1).map(CardEntry::card).toList());
    return name.quantisation()
        .filter(label -> label.startsWith("UD-") || all.quantisation().isEmpty())
        .map(all::withQuantisation)
        .orElse(all);
  }
}
