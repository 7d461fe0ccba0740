package dev.hearth.runtime.binary;

import java.nio.file.Path;

/** A model server program found on this machine. */
public record ServerBinary(Path path, BinaryOrigin origin) {}
