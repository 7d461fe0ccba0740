package dev.hearth.app;

import dev.hearth.desk.services.DeskServices;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.proxy.ProxyConfig;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SecretStore;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/**
 * Measures the Traffic table over a journal that {@code PracticeTraffic} filled, in the folder of
 * the property {@code figures.journal}. Not a part of the build: its name is none of a test's.
 */
class TrafficFigures extends Tour {
  private static final int STEPS = 200;
  private static final int AT_FIRST = 2000;

  private final FakeServices fakes = FakeServices.ready();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

  @Test
  void theTableOverAHundredThousandKeptRequests() {
    Path folder = Path.of(System.getProperty("figures.journal"));
    JournalSettings all =
        new JournalSettings(JournalSettings.Mode.EVERYTHING, Duration.ZERO, 0, 0, List.of());
    try (Journal journal =
            Journal.open(folder.resolve(Journal.FILE_NAME), all, Clock.systemDefaultZone());
        DeskJournal parts =
            new DeskJournal(
                journal,
                fakes.feed,
                fakes.proxy,
                () -> ProxyConfig.DEFAULT,
                new SecretStore(AppFolders.under(folder.resolve("home"))),
                folder)) {
      DeskServices services =
          new DeskServices(
              fakes.feed,
              new JournalArchive(journal),
              fakes.all().proxy(),
              fakes.server,
              fakes.log);
      long began = System.nanoTime();
      open(
          services,
          shell -> List.of(parts.place(shell, new Threads(background, Platform::runLater))),
          1280,
          800);
      until(() -> table().getItems().size() == AT_FIRST);
      say("window with the newest 2,000 rows", millis(began));
      filters();
      older((int) journal.size().exchanges());
      scroll();
    } finally {
      background.shutdown();
      fakes.feed.close();
    }
  }

  /** From the last key of a filter to its first page of kept matches in the table. */
  private void filters() {
    for (String filter :
        List.of("tool:read_file status:retried", "nisda", "noda", "read", "\"poda noda\"")) {
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        set("");
        until(() -> rows() >= AT_FIRST);
        long began = System.nanoTime();
        set(filter + " ");
        awaitCount(" of ");
        times.add(millis(began));
      }
      say("`" + filter + "` in the table, median of 5", median(times));
    }
    set("");
    until(() -> rows() >= AT_FIRST);
  }

  private void awaitCount(String words) {
    until(
        () ->
            this.<javafx.scene.control.Labeled>find(".row-count").getText().contains(words)
                && find("#traffic-older").isVisible()
                && rows() % 500 == 0 == rows() > 0);
  }

  private int rows() {
    return table().getItems().size();
  }

  private void older(int all) {
    List<Double> pages = new ArrayList<>();
    long began = System.nanoTime();
    while (fx(this::rows) < Math.min(all, 99_900)) {
      int before = fx(this::rows);
      long page = System.nanoTime();
      fx(() -> window.shell().actions().byId("traffic.older").orElseThrow().perform());
      until(() -> rows() > before);
      pages.add(millis(page));
    }
    say("all " + fx(this::rows) + " rows read, 500 at a time", millis(began));
    say("a page of 500 older rows, median", median(pages));
    say("a page of 500 older rows, slowest", Collections.max(pages));
  }

  private void scroll() {
    List<Double> clock = new ArrayList<>();
    List<Double> work = new ArrayList<>();
    int all = fx(this::rows);
    for (int i = 0; i < STEPS; i++) {
      int to = (int) ((long) all * ((i * 37) % STEPS) / STEPS);
      double[] step =
          fx(
              () -> {
                long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                long began = System.nanoTime();
                table().scrollTo(to);
                scene().getRoot().applyCss();
                scene().getRoot().layout();
                double spent =
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6;
                return new double[] {millis(began), spent};
              });
      settle();
      clock.add(step[0]);
      work.add(step[1]);
    }
    say("a jump anywhere among " + all + " rows, laid out, median", median(clock));
    say("the same, 95 of 100", percentile(clock, 95));
    say("the same, slowest", Collections.max(clock));
    say("the same, processor time, median", median(work));
    say("the same, processor time, slowest", Collections.max(work));
  }

  @SuppressWarnings("unchecked")
  private TableView<Object> table() {
    return (TableView<Object>) scene().lookup("#traffic-table");
  }

  private void set(String filter) {
    fx(
        () -> {
          ((TextField) scene().lookup("#filter-text")).setText(filter);
          return null;
        });
  }

  private static double median(List<Double> times) {
    return percentile(times, 50);
  }

  private static double percentile(List<Double> times, int percent) {
    List<Double> sorted = times.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static void say(String what, double value) {
    System.out.printf(Locale.ROOT, "| %s | %.1f ms |%n", what, value);
  }
}
