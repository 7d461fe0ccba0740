package dev.hearth.bench.journal;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.insight.InsightBuilder;
import dev.hearth.traffic.journal.Journal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Says how large and how quick a journal is; the figures in docs/performance.md come from here.
 * Argument: a folder that {@link PracticeTraffic} filled.
 */
public final class JournalFigures {
  /** What a person sees at once. */
  private static final int ROWS = 100;

  private static final int RUNS = 15;

  private static final List<String> FILTERS =
      List.of(
          "",
          "tool:read_file",
          "status:retried",
          "verdict:rescued client:claude-code",
          "tokens>2000 model:qwen",
          "status:>=400",
          "after:2h",
          "offered:edit_file attempts:>1",
          Prose.word(17_000),
          Prose.word(40),
          Prose.word(0),
          "\"" + Prose.word(1) + " " + Prose.word(0) + "\"",
          "\"" + Prose.word(0) + " " + Prose.word(0).substring(0, 2) + "\"",
          Prose.han(0, 1),
          Prose.han(40, 1) + Prose.han(2, 1),
          "read",
          "-path:/v1/models \"" + Prose.word(9) + "\"",
          "tool:edit_file status:retried client:claude-code tokens>1000 " + Prose.word(300));

  private final Consumer<String> out;

  JournalFigures(Consumer<String> out) {
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    new JournalFigures(System.out::println).measure(Path.of(args[0]).resolve(Journal.FILE_NAME));
  }

  void measure(Path file) throws IOException {
    long opened = System.nanoTime();
    try (Journal journal = Journal.open(file, PracticeTraffic.KEEP_ALL, Clock.systemUTC())) {
      say("open, ms", millis(opened));
      say("file, MB", Files.size(file) / 1e6);
      long asked = 0;
      for (ExchangeSummary s : journal.search(Filter.ALL, Integer.MAX_VALUE, 0)) {
        asked += s.asked().bytes();
      }
      say("request bodies, MB", asked / 1e6);
      out.accept("| filter | rows | first | median | slowest | counting all | processor time |");
      FILTERS.forEach(filter -> measure(journal, filter));
      whole(journal);
    }
  }

  private void whole(Journal journal) {
    long began = System.nanoTime();
    InsightBuilder insight = new InsightBuilder(Duration.ofHours(1));
    journal.forEach(Filter.ALL, insight::add);
    long all = insight.insight().all().calls();
    say("statistics over " + all + ", ms", millis(began));
    double[] loads = new double[RUNS];
    List<ExchangeSummary> some = journal.search(Filter.ALL, RUNS, (int) all / 2);
    for (int i = 0; i < RUNS; i++) {
      began = System.nanoTime();
      journal.load(some.get(i).id()).orElseThrow();
      loads[i] = millis(began);
    }
    Arrays.sort(loads);
    say("one exchange with all its events, median ms", loads[RUNS / 2]);
    say("one exchange with all its events, slowest ms", loads[RUNS - 1]);
    began = System.nanoTime();
    journal.search(Filter.ALL, ROWS, Math.max(0, (int) all - ROWS));
    say("last page of the list, ms", millis(began));
  }

  private void measure(Journal journal, String text) {
    Filter filter = Filter.parse(text);
    double[] times = new double[RUNS];
    double[] work = new double[RUNS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int rows = 0;
    for (int i = 0; i < RUNS; i++) {
      long cpu = threads.getCurrentThreadCpuTime();
      long began = System.nanoTime();
      rows = journal.search(filter, ROWS, 0).size();
      work[i] = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
      times[i] = millis(began);
    }
    double first = times[0];
    long began = System.nanoTime();
    long count = journal.count(filter);
    double counting = millis(began);
    Arrays.sort(times);
    Arrays.sort(work);
    out.accept(
        String.format(
            Locale.ROOT,
            "| `%s` | %d of %d | %.1f | %.1f | %.1f | %.1f | %.1f |",
            text,
            rows,
            count,
            first,
            times[RUNS / 2],
            times[RUNS - 1],
            counting,
            work[RUNS / 2]));
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private void say(String what, double value) {
    out.accept(String.format(Locale.ROOT, "%s: %.1f", what, value));
  }
}
