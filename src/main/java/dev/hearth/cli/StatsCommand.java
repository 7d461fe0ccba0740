package dev.hearth.cli;

import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.Spans;
import dev.hearth.traffic.insight.Insight;
import dev.hearth.traffic.insight.InsightBuilder;
import dev.hearth.traffic.insight.InsightJson;
import dev.hearth.traffic.insight.Stats;
import dev.hearth.traffic.journal.Journal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how models, tools, clients and guard rules fared. */
@Command(
    name = "stats",
    description = "Says how models, tools, clients and guard rules fared in what was recorded.",
    mixinStandardHelpOptions = true)
public final class StatsCommand implements Callable<Integer> {
  @Mixin private JournalOptions options;

  @Option(names = "--json", description = "Everything, for scripts.")
  private boolean json;

  @Option(
      names = "--bucket",
      paramLabel = "SPAN",
      description = "How finely time is divided, such as 5m or 1h (default ${DEFAULT-VALUE}).")
  private String bucket = "1h";

  @Parameters(paramLabel = "FILTER", arity = "0..*", description = "What to count; all when empty.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Duration span =
        Spans.parse(bucket)
            .filter(s -> s.toMillis() > 0)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "--bucket takes a span such as 5m or 1h"));
    Filter filter = options.filter(words);
    InsightBuilder builder = new InsightBuilder(span);
    try (Journal journal = options.open()) {
      journal.forEach(filter, builder::add);
    }
    PrintWriter out = spec.commandLine().getOut();
    Insight insight = builder.insight();
    if (json) {
      out.println(InsightJson.write(insight).toPrettyString());
    } else {
      table(out, "all", Map.of("everything", insight.all()));
      table(out, "model", insight.models());
      table(out, "tool", insight.tools());
      table(out, "client", insight.clients());
      table(out, "guard rule", insight.rules());
    }
    out.flush();
    return 0;
  }

  private static void table(PrintWriter out, String title, Map<String, Stats> groups) {
    if (groups.isEmpty()) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%-32s %7s %9s %8s %8s %7s %10s %8s%n",
        title,
        "calls",
        "1st try",
        "rescued",
        "retried",
        "failed",
        "ttft p50",
        "t/s p50");
    groups.forEach(
        (name, s) ->
            out.printf(
                Locale.ROOT,
                "%-32s %7d %8.0f%% %8d %8d %7d %7.0f ms %8.1f%n",
                name,
                s.calls(),
                100 * s.firstTryShare(),
                s.rescued(),
                s.retried(),
                s.failed(),
                s.ttftMillis().p50(),
                s.tokensPerSecond().p50()));
    out.println();
  }
}
