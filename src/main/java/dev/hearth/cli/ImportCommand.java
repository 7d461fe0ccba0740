package dev.hearth.cli;

import dev.hearth.traffic.export.Importer;
import dev.hearth.traffic.journal.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds exchanges from files to the journal. */
@Command(
    name = "import",
    description = "Adds exchanges from HTTP archives (HAR) or Hearth's JSON lines to the journal.",
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  @Mixin private JournalOptions options;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "What to read.")
  private List<Path> files;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean clean = true;
    try (Journal journal = options.open()) {
      for (Path file : files) {
        AtomicInteger added = new AtomicInteger();
        Importer.Imported imported =
            new Importer().read(file, e -> added.addAndGet(journal.add(e) ? 1 : 0));
        out.println(
            file + ": " + added + " added, " + (imported.read() - added.get()) + " there already");
        imported.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
        clean &= imported.problems().isEmpty();
      }
    }
    out.flush();
    return clean ? 0 : 1;
  }
}
