package dev.hearth.models.library;

/**
 * How looking through a folder goes.
 *
 * @param root the folder
 * @param scanning true while it is being looked through
 * @param files files in it that may be models
 * @param watching true where changes are noticed at once, false where they are looked for now and
 *     then
 * @param problem what is wrong with it, in a sentence; empty for nothing
 */
public record RootStatus(
    LibraryRoot root, boolean scanning, int files, boolean watching, String problem) {}
