package dev.hearth.desk.traffic.compose;

import dev.hearth.traffic.exchange.Exchange;
import javafx.beans.value.ObservableValue;

/** How a composed request finds its exchange again. */
public interface Courier {
  /**
   * The exchange that carries a mark, as it is now and becomes; null until its first byte was seen.
   */
  ObservableValue<Exchange> exchangeMarked(String mark);

  /** Watches it no longer. */
  void forget(String mark);

  /** Chooses an exchange in the table. */
  void reveal(String exchange);
}
