package dev.hearth.desk.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that can be done, by id; places and services add to it at start. */
public final class Actions {
  private final Map<String, Action> fixed = new LinkedHashMap<>();
  private final List<Supplier<List<Action>>> sources = new ArrayList<>();

  /** Adds actions that stay. */
  public void add(List<Action> actions) {
    for (Action action : actions) {
      if (fixed.putIfAbsent(action.id(), action) != null) {
        throw new IllegalArgumentException("two actions are called " + action.id());
      }
    }
  }

  /** Adds a source of actions that come and go, such as one for each model. */
  public void addSource(Supplier<List<Action>> source) {
    sources.add(source);
  }

  /** The lasting actions, in the order they were added. */
  public List<Action> fixed() {
    return List.copyOf(fixed.values());
  }

  /** All there is now. */
  public List<Action> all() {
    List<Action> all = new ArrayList<>(fixed.values());
    sources.forEach(s -> all.addAll(s.get()));
    return all;
  }

  /** The lasting action of this id. */
  public Optional<Action> byId(String id) {
    return Optional.ofNullable(fixed.get(id));
  }
}
