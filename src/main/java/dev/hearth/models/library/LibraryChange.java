package dev.hearth.models.library;

import java.util.List;

/**
 * What a listener is told after the list changed.
 *
 * @param models the whole list as it is now
 * @param scanning true while folders are still being looked through
 */
public record LibraryChange(List<Model> models, boolean scanning) {
  /** Copies the list. */
  public LibraryChange {
    models = List.copyOf(models);
  }
}
