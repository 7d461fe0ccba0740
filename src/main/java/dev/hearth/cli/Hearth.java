package dev.hearth.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of all headless commands; the app adds the commands to it. */
@Command(
    name = "hearth",
    description = "Runs language models on this machine and guards the tool calls they make.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Hearth implements Runnable {
  @Spec private CommandSpec spec;

  /** A command line that says mistakes in one sentence instead of a stack trace. */
  public static CommandLine commandLine(Object... commands) {
    var line = new CommandLine(new Hearth());
    for (Object command : commands) {
      line.addSubcommand(command);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new PlainErrors());
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
