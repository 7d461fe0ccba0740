package dev.hearth.models.library;

import dev.hearth.models.ability.ToolAbility;
import dev.hearth.models.gguf.GgufCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model on this machine, or a file that was meant to be one.
 *
 * @param id stays the same as long as the file stays where it is
 * @param alias the name people and clients use; no two models in a library share one
 * @param name the model's own name, or its file's
 * @param path the file to start it with: the only one, or the first part
 * @param parts all its files, in order
 * @param projectors vision or audio projectors that belong to it, the best first
 * @param totalBytes all parts together
 * @param modifiedMillis when its newest part was written
 * @param root the watched folder it lies in
 * @param card what its header says, tensors of all parts added up
 * @param state whether it can be started
 * @param ability what its chat template says about tools
 * @param notes what the person keeps about it
 */
public record Model(
    String id,
    String alias,
    String name,
    Path path,
    List<Path> parts,
    List<Path> projectors,
    long totalBytes,
    long modifiedMillis,
    Path root,
    GgufCard card,
    ModelState state,
    ToolAbility ability,
    ModelNotes notes) {
  /** Copies the lists. */
  public Model {
    parts = List.copyOf(parts);
    projectors = List.copyOf(projectors);
  }

  /** The projector to start it with. */
  public Optional<Path> projector() {
    return projectors.stream().findFirst();
  }

  /** True where it can be started. */
  public boolean startable() {
    return state.kind() == ModelState.Kind.COMPLETE;
  }

  Model withNotes(ModelNotes changed, String newAlias) {
    return new Model(
        id,
        newAlias,
        name,
        path,
        parts,
        projectors,
        totalBytes,
        modifiedMillis,
        root,
        card,
        state,
        ability,
        changed);
  }
}
