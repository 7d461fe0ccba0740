package dev.hearth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.replay.Comparison;
import dev.hearth.traffic.replay.Edits;
import dev.hearth.traffic.replay.Figure;
import dev.hearth.traffic.replay.HttpReplaySender;
import dev.hearth.traffic.replay.Replayer;
import dev.hearth.wire.Json;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a recorded request again through a running proxy and compares the outcomes. */
@Command(
    name = "replay",
    description = {
      "Sends a recorded request again through a running Hearth and compares the outcomes.",
      "The proxy's key is read from HEARTH_PROXY_KEY."
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  /** The running Hearth writes the new exchange within a fraction of this. */
  private static final long RECORDED_WITHIN_NANOS = 5_000_000_000L;

  private static final long LOOK_EVERY_NANOS = 100_000_000L;

  @Mixin private JournalOptions options;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = "Where the proxy listens (default ${DEFAULT-VALUE}).")
  private URI proxy = URI.create("http://127.0.0.1:8081");

  @Option(names = "--times", description = "How often (default ${DEFAULT-VALUE}).")
  private int times = 1;

  @Option(names = "--model", description = "Ask another model.")
  private String model = "";

  @Option(
      names = "--set",
      paramLabel = "FIELD=JSON",
      description = "Change a field of the request, such as temperature=0; null removes it.")
  private Map<String, String> fields = new LinkedHashMap<>();

  @Parameters(paramLabel = "ID", description = "The recorded exchange.")
  private String id;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String key = System.getenv().getOrDefault("HEARTH_PROXY_KEY", "");
    try (Journal journal = options.open();
        HttpReplaySender sender = new HttpReplaySender(proxy, key)) {
      Exchange source =
          journal
              .load(id)
              .orElseThrow(
                  () -> new IllegalArgumentException("No exchange " + id + " is recorded."));
      Replayer.Replayed replayed =
          new Replayer(sender).replay(source, edits(), times, ignored -> {});
      for (String exchange : replayed.exchanges()) {
        out.println("Became " + exchange);
        recorded(journal, exchange).ifPresent(now -> compare(out, Comparison.of(source, now)));
      }
      replayed.failures().forEach(failure -> spec.commandLine().getErr().println(failure));
      out.flush();
      return replayed.failures().isEmpty() ? 0 : 1;
    }
  }

  private Edits edits() {
    Edits edits = model.isEmpty() ? Edits.NONE : Edits.NONE.withModel(model);
    for (Map.Entry<String, String> field : fields.entrySet()) {
      JsonNode value =
          Json.parse(field.getValue()).orElseGet(() -> Json.object().textNode(field.getValue()));
      edits = edits.with(field.getKey(), value);
    }
    return edits;
  }

  private static Optional<Exchange> recorded(Journal journal, String exchange) {
    long until = System.nanoTime() + RECORDED_WITHIN_NANOS;
    Optional<Exchange> found = journal.load(exchange);
    while ((found.isEmpty() || found.get().summary().phase().live()) && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      found = journal.load(exchange);
    }
    return found;
  }

  private static void compare(PrintWriter out, Comparison comparison) {
    out.println(comparison.sameOutcome() ? "Same reply and calls." : "Another reply or calls.");
    for (Figure figure : comparison.figures()) {
      out.printf(
          Locale.ROOT,
          "  %-12s %14s %14s%n",
          figure.name(),
          figure.text(figure.left()),
          figure.text(figure.right()));
    }
  }
}
