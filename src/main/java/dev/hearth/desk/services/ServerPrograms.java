package dev.hearth.desk.services;

/** The llama-server that runs the models; no call blocks. */
public interface ServerPrograms {
  /** What there is. */
  Live<ProgramStatus> status();

  /** Looks for it again. */
  void look();

  /** Whether Hearth can install one here. */
  boolean canInstall();

  /** Installs the official build for this machine; how it goes shows in the status. */
  void install();

  /** Gives up an install. */
  void cancelInstall();
}
