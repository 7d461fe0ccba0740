package dev.hearth.desk.shell;

import java.util.ArrayList;
import java.util.List;

/** What was done lately, remembered between runs. */
final class Recent {
  /** More would push what has not been tried yet out of sight. */
  static final int MOST = 5;

  private final UiState state;
  private final String name;

  Recent(UiState state, String name) {
    this.state = state;
    this.name = name;
  }

  /** Ids, the latest first. */
  List<String> all() {
    return state.text(name).map(ids -> List.of(ids.split("\n"))).orElse(List.of());
  }

  void add(String id) {
    List<String> next = new ArrayList<>(all());
    next.remove(id);
    next.addFirst(id);
    state.put(name, String.join("\n", next.subList(0, Math.min(MOST, next.size()))));
  }
}
