package dev.hearth.app;

import dev.hearth.settings.AppFolders;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * Opens the program as a user does and tells how long that took, and what it takes while nothing
 * happens: {@code DeskFigures FOLDER SECONDS}. The figures in the documentation come from it.
 */
public final class DeskFigures {
  private DeskFigures() {}

  public static void main(String[] args) throws Exception {
    Thread program = Thread.ofPlatform().name("program").start(() -> run(Path.of(args[0])));
    Window window = window();
    painted();
    long opened = System.currentTimeMillis();
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.printf(
        "usable window after %d ms, %d ms of processor time%n", opened - started, cpu().toMillis());
    print(byThread());
    TimeUnit.SECONDS.sleep(Math.min(5, Long.parseLong(args[1])));
    Duration before = cpu();
    Map<String, Integer> threads = byThread();
    long seconds = Long.parseLong(args[1]);
    TimeUnit.SECONDS.sleep(seconds);
    System.out.printf(
        "idle for %d s: %d ms of processor time, %s%n",
        seconds, cpu().minus(before).toMillis(), resident());
    Map<String, Integer> idle = byThread();
    threads.forEach((name, used) -> idle.merge(name, -used, Integer::sum));
    print(idle);
    System.gc();
    System.out.printf(
        "heap in use %d MB%n",
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    Platform.runLater(
        () -> window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST)));
    program.join();
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

  private static void print(Map<String, Integer> times) {
    times.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(9)
        .forEach(e -> System.out.printf("  %5d ms %s%n", e.getValue(), e.getKey()));
  }

  private static String resident() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmRSS") || l.startsWith("VmHWM"))
        .toList()
        .toString();
  }
}
