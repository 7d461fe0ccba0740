package dev.hearth.desk.traffic;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.shell.UiState;
import dev.hearth.traffic.journal.SavedSearch;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Filters kept by name: a few that come with Hearth and the user's own. */
final class SavedFilters {
  private static final String KEY = "traffic.filters";

  private final ObservableList<Saved> all = FXCollections.observableArrayList();
  private final UiState state;
  private final Shelf shelf;
  private boolean onShelf;

  /**
   * A filter with a name.
   *
   * @param name what the list says
   * @param text the filter
   * @param own whether the user made it and may remove it
   */
  record Saved(String name, String text, boolean own) {}

  /** Where filters are kept that outlive the window's own memory. */
  interface Shelf {
    /** Tells what is kept, later and on any thread; not at all when nothing can be kept there. */
    void load(Consumer<List<SavedSearch>> told);

    /** Replaces what is kept. */
    void save(List<SavedSearch> searches);
  }

  SavedFilters(UiState state, Shelf shelf) {
    this.state = state;
    this.shelf = shelf;
    all.add(new Saved("Retried", "attempts:>1", false));
    all.add(new Saved("Rescued or repaired", "verdict:rescued,repaired", false));
    all.add(new Saved("Failed", "status:failed", false));
    all.add(new Saved("Slow to start", "ttft:>5s", false));
    all.add(new Saved("Context nearly full", "ctx:>80%", false));
    all.add(new Saved("Pinned", "is:pinned", false));
    all.addAll(own());
    shelf.load(kept -> FxThread.run(() -> take(kept)));
  }

  /** What the shelf keeps wins; what only the window remembers is put there. */
  private void take(List<SavedSearch> kept) {
    onShelf = true;
    List<Saved> remembered = all.stream().filter(Saved::own).toList();
    all.removeIf(Saved::own);
    kept.forEach(s -> all.add(new Saved(s.name(), s.filter(), true)));
    List<Saved> missing =
        remembered.stream()
            .filter(r -> kept.stream().noneMatch(k -> k.name().equals(r.name())))
            .toList();
    all.addAll(missing);
    if (!missing.isEmpty()) {
      keep();
    }
    state.put(KEY, "[]");
  }

  ObservableList<Saved> all() {
    return all;
  }

  /** Keeps a filter under a name, replacing the user's own of that name. */
  void add(String name, String text) {
    all.removeIf(s -> s.own() && s.name().equals(name));
    all.add(new Saved(name, text, true));
    keep();
  }

  void remove(Saved saved) {
    if (saved.own()) {
      all.remove(saved);
      keep();
    }
  }

  private void keep() {
    if (onShelf) {
      shelf.save(
          all.stream().filter(Saved::own).map(s -> new SavedSearch(s.name(), s.text())).toList());
      return;
    }
    List<List<String>> own = new ArrayList<>();
    all.stream().filter(Saved::own).forEach(s -> own.add(List.of(s.name(), s.text())));
    state.put(KEY, Json.text(Json.MAPPER.valueToTree(own)));
  }

  private List<Saved> own() {
    return state
        .text(KEY)
        .flatMap(SavedFilters::read)
        .map(
            pairs ->
                pairs.stream()
                    .filter(p -> p.size() == 2)
                    .map(p -> new Saved(p.get(0), p.get(1), true))
                    .toList())
        .orElse(List.of());
  }

  private static Optional<List<List<String>>> read(String text) {
    try {
      return Optional.of(Json.MAPPER.readValue(text, new TypeReference<List<List<String>>>() {}));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
