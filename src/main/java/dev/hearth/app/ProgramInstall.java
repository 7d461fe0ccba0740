package dev.hearth.app;

import dev.hearth.runtime.install.InstallProgress;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Fetches the llama-server that suits this machine. */
@FunctionalInterface
interface ProgramInstall {
  /**
   * Installs it and makes it the one Hearth uses.
   *
   * @param cancelled asked again and again; once true, everything is undone
   */
  void run(Consumer<InstallProgress> progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException;
}
