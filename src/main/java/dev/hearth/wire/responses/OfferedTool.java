package dev.hearth.wire.responses;

import dev.hearth.wire.ToolSpec;

/**
 * A tool as the client offered it, and as the model is shown it.
 *
 * @param kind how a call of it is written
 * @param namespace the group the client keeps it in, empty when in none
 * @param name its name within the group
 * @param spec what the model is shown, under a name of its own
 */
record OfferedTool(Kind kind, String namespace, String name, ToolSpec spec) {
  enum Kind {
    /** Arguments by a schema. */
    FUNCTION,
    /** One free text, which the model is shown as a function of one argument. */
    CUSTOM,
    /** Finds more tools; the client does the searching. */
    SEARCH
  }

  boolean is(String wantedNamespace, String wantedName) {
    return namespace.equals(wantedNamespace) && name.equals(wantedName);
  }
}
