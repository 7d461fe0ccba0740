package dev.hearth.models.hub;

import dev.hearth.models.gguf.ModelFileName;
import dev.hearth.models.hub.HubException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The GGUF files of a repository.
 *
 * @param reference the repository, at the commit that was listed
 * @param gated whether its terms have to be accepted
 * @param files all GGUF files
 */
public record HubListing(HubReference reference, boolean gated, List<HubFile> files) {
  /** What to take where nobody asks for a quantisation: small, and good enough for most. */
  private static final List<String> USUAL =
      List.of("Q4_K_M", "UD-Q4_K_XL", "Q4_K_S", "Q4_0", "MXFP4", "IQ4_XS", "Q5_K_M", "Q8_0");

  private static final List<String> PROJECTORS = List.of("F16", "BF16", "F32", "Q8_0");

  /** Copies the list. */
  public HubListing {
    files = List.copyOf(files);
  }

  /** What there is to choose from, the smallest first. */
  public List<HubChoice> choices() {
    Map<String, List<HubFile>> groups = new LinkedHashMap<>();
    for (HubFile file : files) {
      ModelFileName name = ModelFileName.of(file.name());
      if (!name.projector()) {
        String key = file.folder() + "/" + name.stem() + "/" + name.parts();
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(file);
      }
    }
    return groups.values().stream()
        .map(HubListing::choice)
        .sorted(Comparator.comparingLong(HubChoice::bytes))
        .toList();
  }

  /** The vision or audio projector that goes with the repository's models. */
  public Optional<HubFile> projector() {
    return files.stream()
        .filter(file -> ModelFileName.of(file.name()).projector())
        .min(Comparator.comparingInt(HubListing::projectorRank).thenComparing(HubFile::path));
  }

  /** The choice the reference asks for, by file, quantisation, or what is usual. */
  public HubChoice choose() throws HubException {
    List<HubChoice> all = choices();
    if (all.isEmpty()) {
      throw new HubException(
          Kind.NOT_FOUND,
          reference.id() + " holds no GGUF model. Look for a repository whose name ends in -GGUF.");
    }
    HubChoice chosen = asked(all).orElseThrow(() -> notThere(all));
    if (!chosen.complete()) {
      throw new HubException(
          Kind.NOT_FOUND, "The repository lacks parts of " + chosen.name() + ". Take another.");
    }
    return chosen;
  }

  private Optional<HubChoice> asked(List<HubChoice> all) {
    if (!reference.file().isEmpty()) {
      return all.stream()
          .filter(c -> c.files().stream().anyMatch(f -> f.path().equals(reference.file())))
          .findFirst();
    }
    if (!reference.quant().isEmpty()) {
      return all.stream().filter(c -> c.label().equalsIgnoreCase(reference.quant())).findFirst();
    }
    for (String usual : USUAL) {
      Optional<HubChoice> found = all.stream().filter(c -> c.label().equals(usual)).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.of(all.getFirst());
  }

  private HubException notThere(List<HubChoice> all) {
    String asked = reference.file().isEmpty() ? reference.quant() : reference.file();
    String there = all.stream().map(HubChoice::label).distinct().collect(Collectors.joining(", "));
    return new HubException(
        Kind.NOT_FOUND, reference.id() + " has no " + asked + ". It has: " + there + ".");
  }

  private static HubChoice choice(List<HubFile> group) {
    ModelFileName name = ModelFileName.of(group.getFirst().name());
    List<HubFile> ordered = group.stream().sorted(Comparator.comparing(HubFile::name)).toList();
    boolean complete = !name.split() || ordered.size() == name.parts();
    String folder = group.getFirst().folder();
    String label =
        name.quantisation()
            .or(
                () ->
                    ModelFileName.of(folder.substring(folder.lastIndexOf('/') + 1)).quantisation())
            .orElse(name.stem());
    return new HubChoice(label, name.stem(), ordered, complete);
  }

  private static int projectorRank(HubFile file) {
    int at = PROJECTORS.indexOf(ModelFileName.of(file.name()).quantisation().orElse(""));
    return at < 0 ? PROJECTORS.size() : at;
  }
}
