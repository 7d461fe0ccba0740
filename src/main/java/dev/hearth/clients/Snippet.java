package dev.hearth.clients;

/**
 * A text to copy, with placeholders still in it.
 *
 * @param id name within its client
 * @param title where it belongs
 * @param language for highlighting
 * @param template the text
 */
public record Snippet(String id, String title, String language, String template) {}
