package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import java.util.List;
import java.util.Set;

/** What the ledger tells the view model. */
sealed interface Change {
  /**
   * A row is new or has changed.
   *
   * @param summary the row
   * @param matches whether it passes filter and scope
   * @param said the words that began it, for naming its conversation
   * @param generation which filter {@code matches} is about
   */
  record Row(ExchangeSummary summary, boolean matches, String said, int generation)
      implements Change {}

  /** The rows that pass a new filter. */
  record Filtered(Set<String> ids, int generation) implements Change {}

  /**
   * A page of older exchanges that pass the filter.
   *
   * @param page newest first
   * @param kept what the archive says of the filter
   * @param generation which filter this is about
   */
  record Older(List<ExchangeSummary> page, KeptMatches kept, int generation) implements Change {}

  /** What a kept conversation began with. */
  record Named(String conversation, String words) implements Change {}

  /** A composed request has arrived and is this exchange. */
  record Marked(String mark, String exchange) implements Change {}

  /** Kept replays of a watched exchange. */
  record Replays(List<ExchangeSummary> found) implements Change {}

  /** A watched exchange as it is now. */
  record Detail(Exchange exchange) implements Change {}
}
