package dev.hearth.guard.rescue;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call as it was read from text, not yet checked against anything.
 *
 * @param name the name as written
 * @param arguments as written; not necessarily an object
 * @param untyped whether the syntax knows only text, so that values still need their types
 * @param mended whether it could be read only by forgiving faulty JSON
 */
public record WrittenCall(String name, JsonNode arguments, boolean untyped, boolean mended) {
  WrittenCall(String name, JsonNode arguments) {
    this(name, arguments, false, false);
  }

  WrittenCall forgiven() {
    return new WrittenCall(name, arguments, untyped, true);
  }
}
