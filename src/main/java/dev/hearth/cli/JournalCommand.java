package dev.hearth.cli;

import dev.hearth.traffic.codec.SummaryJson;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.export.ExportFormat;
import dev.hearth.traffic.export.Exporter;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.redact.Redactor;
import dev.hearth.traffic.redact.SecretMask;
import dev.hearth.wire.Json;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists recorded exchanges, newest first. */
@Command(
    name = "journal",
    description = {
      "Lists recorded exchanges, newest first.",
      "Filters are those of the desk: tool:read_file status:retried tokens>5000 \"some words\"."
          + " Put -- before a filter that begins with a minus."
    },
    mixinStandardHelpOptions = true)
public final class JournalCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @Mixin private JournalOptions options;

  @Option(
      names = {"-n", "--limit"},
      description = "How many to list (default ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Parameters(paramLabel = "FILTER", arity = "0..*", description = "What to list; all when empty.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Filter filter = options.filter(words);
    try (Journal journal = options.open()) {
      List<ExchangeSummary> rows = journal.search(filter, limit, 0);
      rows.forEach(row -> out.println(json ? Json.text(SummaryJson.write(row)) : line(row)));
      long all = journal.count(filter);
      if (!json && all > rows.size()) {
        out.println(rows.size() + " of " + all + " shown; -n shows more.");
      } else if (!json && all == 0) {
        out.println("Nothing recorded matches.");
      }
    }
    out.flush();
    return 0;
  }

  private static String line(ExchangeSummary s) {
    return String.format(
        Locale.ROOT,
        "%s  %s  %3s %-11s %-9s  %s  %s  %s",
        s.id(),
        TIME.format(s.time()),
        s.status() == 0 ? "-" : s.status(),
        s.phase().name().toLowerCase(Locale.ROOT),
        s.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        s.caller().client(),
        s.model(),
        String.join(",", s.toolsCalled()));
  }

  /** Shows one exchange whole. */
  @Command(
      name = "show",
      description = "Shows one exchange whole, as JSON with its secrets masked.",
      mixinStandardHelpOptions = true)
  int show(@Mixin JournalOptions which, @Parameters(paramLabel = "ID", arity = "1") String id) {
    PrintWriter out = spec.commandLine().getOut();
    try (Journal journal = which.open()) {
      Exchange exchange =
          journal
              .load(id)
              .orElseThrow(
                  () -> new IllegalArgumentException("No exchange " + id + " is recorded."));
      new Exporter(new Redactor(SecretMask.standard()))
          .one(ExportFormat.JSONL, exchange)
          .flatMap(Json::parse)
          .ifPresent(node -> out.println(node.toPrettyString()));
    }
    out.flush();
    return 0;
  }
}
