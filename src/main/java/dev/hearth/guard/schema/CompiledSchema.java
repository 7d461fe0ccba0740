package dev.hearth.guard.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One tool's schema, ready to check with, or the reason why it cannot be used. */
final class CompiledSchema {
  private final Schema schema;
  private final String unusable;
  private final Set<String> properties;

  private CompiledSchema(Schema schema, String unusable, Set<String> properties) {
    this.schema = schema;
    this.unusable = unusable;
    this.properties = Set.copyOf(properties);
  }

  static CompiledSchema usable(Schema schema, Set<String> properties) {
    return new CompiledSchema(schema, "", properties);
  }

  static CompiledSchema unusable(String why) {
    return new CompiledSchema(null, why, Set.of());
  }

  /** Why nothing can be checked; empty when it can. */
  String unusable() {
    return unusable;
  }

  /** The property names the schema declares for the arguments themselves. */
  Set<String> properties() {
    return properties;
  }

  /**
   * What is wrong with the value. Throws {@link Unusable} when the schema turns out to be broken.
   */
  List<Error> check(JsonNode value) throws Unusable {
    if (schema == null) {
      return List.of();
    }
    try {
      return new ArrayList<>(schema.validate(value));
    } catch (RuntimeException | StackOverflowError e) {
      throw new Unusable(e);
    }
  }

  /** A schema that compiles but cannot be applied, such as one that refers to itself for ever. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(Throwable cause) {
      super("the schema cannot be applied: " + cause.getClass().getSimpleName(), cause);
    }
  }
}
