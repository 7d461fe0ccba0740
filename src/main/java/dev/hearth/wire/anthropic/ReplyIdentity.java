package dev.hearth.wire.anthropic;

import dev.hearth.wire.Delta;
import java.util.function.Supplier;

/** The id and model a Messages reply goes by. */
record ReplyIdentity(String id, String model) {
  private static final String PREFIX = "msg_";

  /**
   * Made from the backend's own id where there is one, so that logs of both sides can be matched.
   */
  static ReplyIdentity of(Delta.Opened opened, String model, Supplier<String> tokens) {
    String given = opened.id();
    String own = given.substring(given.indexOf('-') + 1).replaceAll("[^A-Za-z0-9_]", "");
    String id = given.startsWith(PREFIX) ? given : PREFIX + (own.isEmpty() ? tokens.get() : own);
    return new ReplyIdentity(id, model.isEmpty() ? opened.model() : model);
  }
}
