package dev.hearth.runtime.fleet;

import java.util.List;

/**
 * A model the fleet may load.
 *
 * @param name its own name
 * @param aliases other names clients may use; {@code *} in one stands for anything, and the alias
 *     {@code *} alone makes it the model for every name nobody else has
 * @param memoryBytes what it takes when loaded, 0 for unknown
 */
public record FleetModel(String name, List<String> aliases, long memoryBytes) {
  public FleetModel {
    aliases = List.copyOf(aliases);
  }
}
