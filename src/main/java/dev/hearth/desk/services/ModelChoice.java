package dev.hearth.desk.services;

/**
 * A model that clients may name.
 *
 * @param id what clients send
 * @param context its context size in tokens
 * @param note what a person should know when choosing, empty when nothing
 */
public record ModelChoice(String id, long context, String note) {}
