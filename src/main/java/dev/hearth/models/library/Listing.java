package dev.hearth.models.library;

import java.nio.file.Path;

/**
 * Why a file is in the list or not.
 *
 * @param path the file asked about
 * @param listed whether it shows in the list, by itself or as part of a model
 * @param reason the answer in a sentence or two, with what to do
 */
public record Listing(Path path, boolean listed, String reason) {}
