package dev.hearth.desk.services;

import dev.hearth.runtime.binary.BinaryAbilities;
import dev.hearth.runtime.binary.ServerBinary;
import java.util.Optional;

/**
 * The llama-server on this machine.
 *
 * @param state whether there is one
 * @param program which one will be used
 * @param abilities what it can do
 * @param progress 0..1 while one is being installed, negative when not known
 * @param text the stage of an install, or what is wrong and what to do; empty for nothing
 */
public record ProgramStatus(
    State state,
    Optional<ServerBinary> program,
    Optional<BinaryAbilities> abilities,
    double progress,
    String text) {
  /** Nobody has looked yet. */
  public static final ProgramStatus UNKNOWN =
      new ProgramStatus(State.LOOKING, Optional.empty(), Optional.empty(), -1, "");

  /** Whether there is one. */
  public enum State {
    LOOKING,
    FOUND,
    MISSING,
    INSTALLING,
    FAILED
  }

  /** None was found. */
  public static ProgramStatus missing(String why) {
    return new ProgramStatus(State.MISSING, Optional.empty(), Optional.empty(), -1, why);
  }

  /** One was found. */
  public static ProgramStatus found(ServerBinary program, BinaryAbilities abilities) {
    return new ProgramStatus(
        State.FOUND, Optional.of(program), Optional.of(abilities), -1, abilities.version());
  }

  /** One is being installed. */
  public static ProgramStatus installing(double progress, String stage) {
    return new ProgramStatus(State.INSTALLING, Optional.empty(), Optional.empty(), progress, stage);
  }

  /** The install went wrong, or the one found does not run. */
  public static ProgramStatus failed(String why) {
    return new ProgramStatus(State.FAILED, Optional.empty(), Optional.empty(), -1, why);
  }
}
