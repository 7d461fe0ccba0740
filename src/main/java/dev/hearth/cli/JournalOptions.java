package dev.hearth.cli;

import dev.hearth.settings.AppFolders;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterProblem;
import dev.hearth.traffic.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which journal a command looks into. */
final class JournalOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "Another journal than the one in Hearth's data folder.")
  private Path file = AppFolders.ofThisMachine().data().resolve(Journal.FILE_NAME);

  /** Opens it beside a Hearth that may be recording. */
  Journal open() {
    return Journal.visit(file, Clock.systemDefaultZone());
  }

  /** Puts the words of a command line together to a filter; a mistake ends the command. */
  Filter filter(List<String> words) {
    Filter filter = Filter.parse(String.join(" ", words));
    if (!filter.problems().isEmpty()) {
      FilterProblem first = filter.problems().getFirst();
      throw new ParameterException(command.commandLine(), first.message());
    }
    return filter;
  }
}
