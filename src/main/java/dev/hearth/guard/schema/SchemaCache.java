package dev.hearth.guard.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compiled schemas by what they say; agents send the same dozens with every request. */
public final class SchemaCache {
  /** A few agents with large tool sets; a compiled schema weighs some ten kilobytes. */
  private static final int CAPACITY = 512;

  private final SchemaCompiler compiler = new SchemaCompiler();
  private final Map<JsonNode, CompiledSchema> compiled =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonNode, CompiledSchema> eldest) {
          return size() > CAPACITY;
        }
      };

  /** The schema ready to check with; never fails, whatever the client sent. */
  CompiledSchema of(JsonNode schema) {
    synchronized (compiled) {
      CompiledSchema known = compiled.get(schema);
      if (known != null) {
        return known;
      }
    }
    CompiledSchema made = compiler.compile(schema);
    synchronized (compiled) {
      compiled.put(schema.deepCopy(), made);
      return made;
    }
  }
}
