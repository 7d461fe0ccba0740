package dev.hearth.app;

import dev.hearth.settings.AppFolders;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Opens the program as a user does and tells how long that took, and what it takes while nothing
 * happens: {@code DeskFigures FOLDER SECONDS [SETTLE] [hidden]}. It settles for a minute before,
 * since what the start left to Java's compilers is not idling. The figures in the documentation
 * come from it.
 */
public final class DeskFigures {
  private static final long SETTLE_SECONDS = 60;
  private static final int LINES = 12;

  private DeskFigures() {}

  public static void main(String[] args) throws Exception {
    Thread.ofPlatform().name("program").start(() -> run(Path.of(args[0])));
    Window window = window();
    painted();
    long opened = System.currentTimeMillis();
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.printf(
        "usable window after %d ms, %d ms of processor time%n", opened - started, cpu().toMillis());
    print(byThread());
    if (List.of(args).contains("hidden")) {
      Platform.runLater(window::hide);
    }
    TimeUnit.SECONDS.sleep(args.length > 2 ? Long.parseLong(args[2]) : SETTLE_SECONDS);
    Duration before = cpu();
    Map<String, Integer> threads = byThread();
    Map<String, Integer> woken = wakeUps();
    long seconds = Long.parseLong(args[1]);
    TimeUnit.SECONDS.sleep(seconds);
    Map<String, Integer> after = wakeUps();
    System.out.printf(
        "idle for %d s: %d ms of processor time, %s%n",
        seconds, cpu().minus(before).toMillis(), resident());
    Map<String, Integer> idle = byThread();
    threads.forEach((name, used) -> idle.merge(name, -used, Integer::sum));
    print(idle);
    woken.forEach((name, times) -> after.merge(name, -times, Integer::sum));
    System.out.printf("woken %d times%n", after.values().stream().mapToInt(i -> i).sum());
    after.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(LINES)
        .forEach(e -> System.out.printf("  %5d x  %s%n", e.getValue(), e.getKey()));
    System.gc();
    System.out.printf(
        "heap in use %d MB%n",
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    System.exit(0);
  }

  private static void run(Path folder) {
    try {
      DeskProgram.run(AppFolders.under(folder));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Window window() throws InterruptedException {
    while (true) {
      var shown = Window.getWindows().stream().filter(Stage.class::isInstance).findFirst();
      if (shown.isPresent() && shown.get().isShowing()) {
        return shown.get();
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** The second pulse begins when the first has been painted. */
  private static void painted() throws InterruptedException {
    var pulses = new CountDownLatch(3);
    Platform.runLater(
        () ->
            new AnimationTimer() {
              @Override
              public void handle(long now) {
                pulses.countDown();
                if (pulses.getCount() == 0) {
                  stop();
                }
              }
            }.start());
    pulses.await();
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  /** Processor time of the threads that took most, the JVM's own among them. */
  private static Map<String, Integer> byThread() throws Exception {
    Map<String, Integer> times = new TreeMap<>();
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        String[] rest = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        times.merge(
            name, 10 * (Integer.parseInt(rest[11]) + Integer.parseInt(rest[12])), Integer::sum);
      }
    }
    return times;
  }

  /** How often each thread gave up its processor and got it again: work, however little. */
  private static Map<String, Integer> wakeUps() throws Exception {
    Map<String, Integer> times = new TreeMap<>();
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        List<String> lines = Files.readAllLines(task.resolve("status"));
        String switches =
            lines.stream().filter(l -> l.startsWith("voluntary_ctxt")).findFirst().orElseThrow();
        times.merge(
            lines.getFirst().split("\t")[1],
            Integer.parseInt(switches.split("\t")[1].trim()),
            Integer::sum);
      }
    }
    return times;
  }

  private static void print(Map<String, Integer> times) {
    times.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(LINES)
        .forEach(e -> System.out.printf("  %5d ms %s%n", e.getValue(), e.getKey()));
  }

  private static String resident() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmRSS") || l.startsWith("VmHWM"))
        .toList()
        .toString();
  }
}
