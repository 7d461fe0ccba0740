package dev.hearth.desk.traffic;

import dev.hearth.traffic.journal.SavedSearch;
import java.util.List;
import java.util.function.Consumer;

/** Saved filters in the archive, beside the traffic they find. */
record ArchiveShelf(TrafficModel model) implements SavedFilters.Shelf {
  @Override
  public void load(Consumer<List<SavedSearch>> told) {
    model.savedSearches(told);
  }

  @Override
  public void save(List<SavedSearch> searches) {
    model.saveSearches(searches);
  }
}
