package dev.hearth.desk.services;

import java.nio.file.Path;

/** The llama-server that runs the models; no call blocks. */
public interface ServerPrograms {
  /** What there is. */
  Live<ProgramStatus> status();

  /** Looks for it again. */
  void look();

  /** Uses this program from now on; whether it can be used shows in the status. */
  void choose(Path program);

  /** Whether Hearth can install one here. */
  boolean canInstall();

  /** Installs the official build for this machine; how it goes shows in the status. */
  void install();

  /** Gives up an install. */
  void cancelInstall();
}
