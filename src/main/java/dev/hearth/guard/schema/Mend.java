package dev.hearth.guard.schema;

/**
 * One harmless change that made arguments fit.
 *
 * @param path where, as a JSON pointer
 * @param message what was done, complete as a sentence
 * @param value the value as the model wrote it, cut short when long
 */
public record Mend(String path, String message, String value) {}
