package dev.hearth.desk.traffic.inspect;

import dev.hearth.traffic.exchange.Exchange;
import javafx.scene.Node;

/** One way to look at an exchange. Only the tab in front is shown changes. */
interface InspectorTab {
  /** Always the same node. */
  Node node();

  /** Shows an exchange, which may be the same one further on. */
  void show(Subject subject);

  /** Opens the search of this tab; false when it has none. */
  default boolean openSearch() {
    return false;
  }

  /**
   * What is looked at.
   *
   * @param exchange the exchange as it is now
   * @param messagesBefore how many messages the session's previous request had, 0 when it is the
   *     first
   */
  record Subject(Exchange exchange, int messagesBefore) {}
}
