package dev.hearth.desk.services;

import dev.hearth.traffic.exchange.Exchange;

/** One thing that happened while a request was sent again. */
public sealed interface ReplayStep {
  /** A run is over and this came of it. */
  record Became(Exchange exchange) implements ReplayStep {}

  /** A run could not be made; says why. */
  record Failed(String why) implements ReplayStep {}
}
