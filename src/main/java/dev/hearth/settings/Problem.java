package dev.hearth.settings;

/**
 * Why a setting cannot be as it is.
 *
 * @param field dotted path of the field, such as {@code proxy.port}
 * @param message what is wrong and what would be right
 */
public record Problem(String field, String message) {}
