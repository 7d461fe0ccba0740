package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Turns;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kept conversations whose first words are still to be read. Rows of the archive do not carry
 * them, and reading them all at once would keep everything else waiting.
 */
final class Beginnings {
  /** More conversations than anybody looks through; older ones go by their ids. */
  private static final int MOST = 200;

  private final Set<String> asked = new HashSet<>();
  private final Deque<String> due = new ArrayDeque<>();

  /** Takes rows, oldest first; the first of each conversation will be read. */
  synchronized void take(List<ExchangeSummary> rows) {
    Map<String, String> first = new LinkedHashMap<>();
    rows.forEach(r -> first.putIfAbsent(r.conversation(), r.id()));
    first.forEach(
        (conversation, id) -> {
          if (!conversation.isEmpty() && asked.size() < MOST && asked.add(conversation)) {
            due.addLast(id);
          }
        });
  }

  /** The exchange to read next, of the latest conversation first. */
  synchronized Optional<String> next() {
    return Optional.ofNullable(due.pollLast());
  }

  /** What a conversation began with, as far as the exchange still tells it. */
  static String words(Exchange exchange) {
    String first = Turns.said(Turns.of(exchange.request()).messages());
    return first.isBlank() ? exchange.said() : first;
  }
}
