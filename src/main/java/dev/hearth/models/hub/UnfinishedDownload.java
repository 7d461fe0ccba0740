package dev.hearth.models.hub;

import java.nio.file.Path;

/**
 * A file that was begun in an earlier life of the program.
 *
 * @param reference the repository it is of, with the file's path
 * @param target the name it will have
 * @param doneBytes what is there
 * @param totalBytes its length
 */
public record UnfinishedDownload(
    HubReference reference, Path target, long doneBytes, long totalBytes) {}
