package dev.hearth.models.library;

import dev.hearth.models.gguf.GgufCard;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Decides which projector belongs to which model: one in the model's folder, or in the folder above
 * where quantisations have folders of their own, that hands over vectors of the model's width and
 * whose name does not speak for another model.
 */
final class ProjectorMatch {
  /** Half precision is what projectors are published and tested in. */
  private static final List<String> PREFERRED = List.of("F16", "BF16", "F32", "Q8_0");

  private final List<FileGroup> projectors;
  private final List<FileGroup> models;

  ProjectorMatch(List<FileGroup> projectors, List<FileGroup> models) {
    this.projectors = projectors;
    this.models = models;
  }

  /** The projectors of a model, the best first. */
  List<Path> of(FileGroup model) {
    return projectors.stream()
        .filter(projector -> belongs(projector, model))
        .sorted(
            Comparator.comparingInt(ProjectorMatch::rank)
                .thenComparing(projector -> projector.first().path()))
        .map(projector -> projector.first().path())
        .toList();
  }

  private boolean belongs(FileGroup projector, FileGroup model) {
    boolean near =
        projector.folder().equals(model.folder())
            || projector.folder().equals(model.folder().getParent())
                && model.folder().startsWith(projector.root().path());
    return near && sameWidth(projector, model) && nameFits(projector, model);
  }

  private static boolean sameWidth(FileGroup projector, FileGroup model) {
    int given = projector.card().embedding();
    int wanted = model.card().embedding();
    return given == 0 || wanted == 0 || given == wanted;
  }

  private boolean nameFits(FileGroup projector, FileGroup model) {
    String own = plain(projector.name().family());
    return own.isEmpty() ? onlyFamilyThere(projector, model) : sameName(own, model);
  }

  /** A name such as {@code mmproj-F16.gguf} says nothing: it fits only where there is no choice. */
  private boolean onlyFamilyThere(FileGroup projector, FileGroup model) {
    return models.stream()
        .filter(other -> other.folder().startsWith(projector.folder()))
        .filter(other -> sameWidth(projector, other))
        .filter(other -> !other.card().architecture().isEmpty())
        .allMatch(other -> other.card().architecture().equals(model.card().architecture()));
  }

  private static boolean sameName(String own, FileGroup model) {
    String other = plain(model.name().family());
    return other.startsWith(own) || own.startsWith(other);
  }

  private static String plain(String family) {
    return family
        .toLowerCase(Locale.ROOT)
        .replace("mmproj", "")
        .replaceAll("model$|^model", "")
        .replaceAll("[^a-z0-9]", "")
        .replaceAll("^model$", "");
  }

  private static int rank(FileGroup projector) {
    GgufCard card = projector.card();
    int at = PREFERRED.indexOf(projector.name().quantisation().orElse(card.quantisation()));
    return at < 0 ? PREFERRED.size() : at;
  }
}
