package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.ExchangeSummary;

/** Which part of the traffic the sidebar has chosen. */
sealed interface Scope {
  /** Whether a row belongs to it. */
  boolean holds(ExchangeSummary row);

  /** Everything. */
  record All() implements Scope {
    @Override
    public boolean holds(ExchangeSummary row) {
      return true;
    }
  }

  /** One client. */
  record Client(String name) implements Scope {
    @Override
    public boolean holds(ExchangeSummary row) {
      return row.caller().client().equals(name);
    }
  }

  /** One conversation of a client. */
  record Conversation(String id) implements Scope {
    @Override
    public boolean holds(ExchangeSummary row) {
      return row.conversation().equals(id);
    }
  }
}
