package dev.hearth.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A function tool as the client offered it.
 *
 * @param name the name a call must use
 * @param description what the client says it does, empty when it says nothing
 * @param parameters the JSON schema of the arguments, opaque and unchanged; a missing node when the
 *     client gave none
 */
public record ToolSpec(String name, String description, JsonNode parameters) {}
