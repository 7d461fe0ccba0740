package dev.hearth.desk.traffic;

import dev.hearth.desk.shell.Action;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;

/** What another part of the desk adds to the Traffic place. */
@FunctionalInterface
public interface TrafficAddition {
  /** Adds nothing. */
  TrafficAddition NONE =
      view -> new Parts(List.of(), Set.of(), List.of(), List.of(), List.of(), () -> {});

  /** Makes what is added, once. */
  Parts addTo(TrafficView view);

  /**
   * The parts.
   *
   * @param actions what more can be done
   * @param ofChosen the ids of those that concern the chosen request; its menu offers them
   * @param bar what stands beside the filter
   * @param below what stands between the filter and the table
   * @param stylesheets style sheets of {@code assets/css}
   * @param close releases what the parts hold
   */
  record Parts(
      List<Action> actions,
      Set<String> ofChosen,
      List<Node> bar,
      List<Node> below,
      List<String> stylesheets,
      Runnable close) {
    public Parts {
      actions = List.copyOf(actions);
      ofChosen = Set.copyOf(ofChosen);
      bar = List.copyOf(bar);
      below = List.copyOf(below);
      stylesheets = List.copyOf(stylesheets);
    }
  }
}
