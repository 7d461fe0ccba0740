package dev.hearth.app;

import dev.hearth.cli.Hearth;
import dev.hearth.cli.ServeCommand;

/** Entry point. It does not extend a JavaFX class, so that it starts from a plain class path. */
public final class Main {
  private Main() {}

  /** Starts the command named in the arguments. */
  public static void main(String[] args) {
    System.exit(Hearth.commandLine(new ServeCommand()).execute(args));
  }
}
