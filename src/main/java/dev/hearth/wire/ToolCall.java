package dev.hearth.wire;

/**
 * A complete call.
 *
 * @param id the id that pairs it with its result
 * @param name the tool's name
 * @param arguments the arguments as JSON text
 */
public record ToolCall(String id, String name, String arguments) {}
