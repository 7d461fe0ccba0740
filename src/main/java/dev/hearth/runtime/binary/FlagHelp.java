package dev.hearth.runtime.binary;

import java.util.List;
import java.util.Optional;

/**
 * One flag as a program's own help describes it.
 *
 * @param value what stands for the value ("N", "[on|off|auto]"), empty for a switch
 * @param variable the environment variable that means the same
 */
public record FlagHelp(
    List<String> names, Optional<String> value, String description, Optional<String> variable) {
  public FlagHelp {
    names = List.copyOf(names);
  }

  /** Builds keep the names of flags they no longer have, to say what replaced them. */
  public boolean removed() {
    return description.startsWith("the argument has been removed");
  }
}
