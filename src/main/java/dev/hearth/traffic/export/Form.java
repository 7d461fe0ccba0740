package dev.hearth.traffic.export;

import dev.hearth.traffic.exchange.Exchange;
import java.util.Optional;

/** How a list of exchanges is put into a file, piece by piece. */
interface Form {
  /** What stands before the first. */
  default String head() {
    return "";
  }

  /** What stands between two. */
  default String between() {
    return "";
  }

  /** What stands after the last. */
  default String tail() {
    return "";
  }

  /** One exchange, or nothing when this form has no place for it. */
  Optional<String> one(Exchange exchange);
}
