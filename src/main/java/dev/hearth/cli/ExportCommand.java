package dev.hearth.cli;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.export.ExportFormat;
import dev.hearth.traffic.export.Exporter;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.redact.Redactor;
import dev.hearth.traffic.redact.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands recorded exchanges out in a form that other tools read. */
@Command(
    name = "export",
    description = {
      "Hands recorded exchanges out in a form that other tools read.",
      "Secrets are masked unless --unmasked is given."
    },
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  @Mixin private JournalOptions options;

  @Option(
      names = {"-f", "--format"},
      required = true,
      description = "${COMPLETION-CANDIDATES}.")
  private ExportFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; without it to the terminal.")
  private Path output;

  @Option(
      names = "--unmasked",
      description = "Leave what looks like a secret; what was masked when recorded stays masked.")
  private boolean unmasked;

  @Parameters(
      paramLabel = "FILTER",
      arity = "0..*",
      description = "What to export; all when empty.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Filter filter = options.filter(words);
    Exporter exporter =
        new Exporter(new Redactor(unmasked ? SecretMask.none() : SecretMask.standard()));
    try (Journal journal = options.open()) {
      Exporter.Exported exported = write(exporter, journal, filter);
      String skipped =
          exported.skipped() == 0
              ? ""
              : ", " + exported.skipped() + " left out that have no place in this form";
      spec.commandLine().getErr().println(exported.written() + " exported" + skipped + ".");
    }
    return 0;
  }

  private Exporter.Exported write(Exporter exporter, Journal journal, Filter filter)
      throws IOException {
    Iterator<Exchange> exchanges =
        journal.ids(filter).stream().map(journal::load).flatMap(Optional::stream).iterator();
    if (output != null) {
      try (OutputStream out = Files.newOutputStream(output)) {
        return exporter.write(format, exchanges, out);
      }
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Exporter.Exported exported = exporter.write(format, exchanges, text);
    spec.commandLine().getOut().print(text.toString(StandardCharsets.UTF_8));
    spec.commandLine().getOut().flush();
    return exported;
  }
}
