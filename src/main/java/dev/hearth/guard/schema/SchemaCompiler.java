package dev.hearth.guard.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashSet;
import java.util.Set;

/** Compiles whatever a client calls a schema. Nothing outside the schema itself is ever read. */
final class SchemaCompiler {
  private final SchemaRegistry modern = registry(SpecificationVersion.DRAFT_2020_12);

  /** For schemas that name no draft and use the older list form of {@code items}. */
  private final SchemaRegistry older = registry(SpecificationVersion.DRAFT_7);

  private static SchemaRegistry registry(SpecificationVersion draft) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .regularExpressionFactory(BoundedExpression::new)
            .formatAssertionsEnabled(false)
            .locale(java.util.Locale.ROOT)
            .build();
    return SchemaRegistry.withDefaultDialect(
        draft,
        builder ->
            builder
                .schemaRegistryConfig(config)
                .schemaCacheEnabled(false)
                .schemaLoader(
                    loader ->
                        loader
                            .fetchRemoteResources(false)
                            .block(iri -> !iri.toString().contains("json-schema.org/"))));
  }

  CompiledSchema compile(JsonNode schema) {
    if (!schema.isObject()) {
      return CompiledSchema.unusable(
          schema.isMissingNode() || schema.isNull() ? "" : "the schema is not an object");
    }
    JsonNode sound = SoundSchema.of(schema);
    Set<String> properties = new LinkedHashSet<>();
    sound.path("properties").fieldNames().forEachRemaining(properties::add);
    String why = "";
    for (SchemaRegistry registry : new SchemaRegistry[] {modern, older}) {
      try {
        return CompiledSchema.usable(registry.getSchema(sound), properties);
      } catch (RuntimeException | StackOverflowError e) {
        why = why.isEmpty() ? "the schema cannot be read: " + e.getClass().getSimpleName() : why;
      }
    }
    return CompiledSchema.unusable(why);
  }
}
