package dev.hearth.desk.traffic;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterKey;

/** Which part of the traffic the sidebar has chosen. */
sealed interface Scope {
  /** Whether a row belongs to it. */
  boolean holds(ExchangeSummary row);

  /** A filter that asks for this part only. */
  default Filter narrow(Filter filter) {
    return filter;
  }

  private static Filter and(Filter filter, FilterKey key, String value) {
    return value.isEmpty()
        ? filter
        : Filter.parse((filter.text() + " " + Filter.exactly(key, value)).strip());
  }

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

    @Override
    public Filter narrow(Filter filter) {
      return and(filter, FilterKey.CLIENT, name);
    }
  }

  /** One conversation of a client. */
  record Conversation(String id) implements Scope {
    @Override
    public boolean holds(ExchangeSummary row) {
      return row.conversation().equals(id);
    }

    @Override
    public Filter narrow(Filter filter) {
      return and(filter, FilterKey.SESSION, id);
    }
  }
}
