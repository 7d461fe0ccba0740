package dev.hearth.runtime.install;

import java.nio.file.Path;

/** A build Hearth has installed. */
public record InstalledBuild(
    String name, String tag, Accelerator accelerator, Path program, boolean current) {}
