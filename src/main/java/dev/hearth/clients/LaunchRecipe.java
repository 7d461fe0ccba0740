package dev.hearth.clients;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a command-line client is started; nothing is written for it. */
public record LaunchRecipe(List<String> command, Map<String, String> environment) {
  public LaunchRecipe {
    command = List.copyOf(command);
    // The order is the one people read.
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
