package dev.hearth.traffic.filter;

import java.util.List;

/**
 * A filter for the journal's database.
 *
 * @param where a condition over the exchange table, aliased x
 * @param parameters its parameters, in order
 */
public record SqlCondition(String where, List<Object> parameters) {
  public SqlCondition {
    parameters = List.copyOf(parameters);
  }
}
