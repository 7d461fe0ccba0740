package dev.hearth.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Measures the proxy against the same backend without it, in one run: added latency, added time to
 * first token, chunks a second and resident memory. Backend and proxy are processes of their own;
 * direct and proxied rounds alternate so that a busy machine touches both alike.
 *
 * <p>Arguments: {@code --quick} for a smoke run.
 */
public final class LoadHarness {
  private static final int[] STREAMS = {1, 16, 128, 256};
  private static final Pattern LISTENING = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

  private final boolean quick;
  private final List<String> lines = new ArrayList<>();

  private LoadHarness(boolean quick) {
    this.quick = quick;
  }

  /** Runs everything and prints a Markdown report. */
  public static void main(String[] args) throws Exception {
    List<String> report = run(List.of(args).contains("--quick"));
    report.forEach(System.out::println);
  }

  /** One whole run; also called by the smoke test. */
  static List<String> run(boolean quick) throws Exception {
    var harness = new LoadHarness(quick);
    try (var backend =
            Child.start(BenchBackend.class.getName(), List.of(), Pattern.compile("^(\\d+)$"));
        var proxy =
            Child.start(
                "dev.hearth.app.Main",
                List.of(
                    "serve",
                    "--backend-url",
                    "http://127.0.0.1:" + backend.port(),
                    "--port",
                    "0",
                    "--queue-limit",
                    "1024",
                    // What is measured is the proxy; the journal has figures of its own.
                    "--record",
                    "nothing"),
                LISTENING)) {
      harness.measure(backend.port(), proxy.port(), proxy.pid());
    }
    return harness.lines;
  }

  private void measure(int direct, int proxied, long pid) throws Exception {
    int warm = quick ? 20 : 3000;
    whole(direct, 16, warm);
    whole(proxied, 16, warm);
    streams(direct, 32, quick ? 1 : 60, 500);
    streams(proxied, 32, quick ? 1 : 60, 500);
    lines.add("| measure | direct | proxied | difference |");
    lines.add("|---|---|---|---|");
    for (int clients : new int[] {1, 16}) {
      latency(direct, proxied, clients);
    }
    spaced(direct, proxied);
    firstToken(direct, proxied);
    for (int streams : STREAMS) {
      throughput(direct, proxied, streams);
    }
    for (int pace : new int[] {10, 60_000}) {
      leaving(direct, proxied, pace);
    }
    memory(proxied, pid);
  }

  /** How long after a client closed its socket the backend sees its own socket close. */
  private void leaving(int direct, int proxied, int pace) throws Exception {
    Histogram plain = timesToNotice(direct, direct, pace);
    Histogram through = timesToNotice(proxied, direct, pace);
    String what = pace < 1000 ? "while tokens flow" : "while nothing is written";
    for (double percentile : new double[] {50, 99}) {
      row(
          "client leaves %s, backend sees it after, p%.0f ms".formatted(what, percentile),
          "%.2f".formatted(plain.getValueAtPercentile(percentile) / 1e6),
          "%.2f".formatted(through.getValueAtPercentile(percentile) / 1e6),
          "longest %.1f ms".formatted(through.getMaxValue() / 1e6));
    }
  }

  private Histogram timesToNotice(int port, int backend, int pace) throws Exception {
    var times = new Histogram(3);
    for (int n = 0; n < (quick ? 3 : 200); n++) {
      JsonNode before = departures(backend);
      var client = new LoadClient(port);
      client.ask(1_000_000, pace);
      until(backend, now -> now.path("begun").asLong() > before.path("begun").asLong());
      long closed = System.nanoTime();
      client.close();
      int known = before.path("left").size();
      JsonNode seen = until(backend, now -> now.path("left").size() > known).path("left");
      times.recordValue(Math.max(0, seen.path(known).asLong() - closed));
    }
    return times;
  }

  private static JsonNode until(int backend, Predicate<JsonNode> reached) throws IOException {
    JsonNode now = departures(backend);
    while (!reached.test(now)) {
      LockSupport.parkNanos(1_000_000);
      now = departures(backend);
    }
    return now;
  }

  private static JsonNode departures(int backend) throws IOException {
    URI url = URI.create("http://127.0.0.1:" + backend + "/left");
    try (var in = url.toURL().openStream()) {
      return Json.parse(in.readAllBytes()).orElseThrow();
    }
  }

  private void latency(int direct, int proxied, int clients) throws Exception {
    var plain = new Histogram(3);
    var through = new Histogram(3);
    for (int round = 0; round < (quick ? 1 : 6); round++) {
      plain.add(whole(direct, clients, quick ? 10 : 3000));
      through.add(whole(proxied, clients, quick ? 10 : 3000));
    }
    for (double percentile : new double[] {50, 99}) {
      double a = plain.getValueAtPercentile(percentile) / 1e6;
      double b = through.getValueAtPercentile(percentile) / 1e6;
      row(
          "small reply, %d clients without pause, p%.0f ms".formatted(clients, percentile),
          "%.2f".formatted(a),
          "%.2f".formatted(b),
          "+%.2f ms".formatted(b - a));
    }
  }

  /** Sixteen clients that pause between requests, so that the machine is not saturated. */
  private void spaced(int direct, int proxied) throws Exception {
    var plain = new Histogram(3);
    var through = new Histogram(3);
    for (int round = 0; round < (quick ? 1 : 4); round++) {
      plain.add(spaced(direct));
      through.add(spaced(proxied));
    }
    for (double percentile : new double[] {50, 99}) {
      double a = plain.getValueAtPercentile(percentile) / 1e6;
      double b = through.getValueAtPercentile(percentile) / 1e6;
      row(
          "small reply, 16 clients at 25 a second each, p%.0f ms".formatted(percentile),
          "%.2f".formatted(a),
          "%.2f".formatted(b),
          "+%.2f ms".formatted(b - a));
    }
  }

  private Histogram spaced(int port) throws Exception {
    var times = new Histogram(3);
    var queue = new ConcurrentLinkedQueue<Long>();
    everyClient(
        16,
        i -> {
          try (var client = new LoadClient(port)) {
            long next = System.nanoTime() + i * 2_500_000L;
            for (int n = 0; n < (quick ? 5 : 100); n++) {
              LockSupport.parkNanos(next - System.nanoTime());
              queue.add(client.whole(4).totalNanos());
              next += 40_000_000L;
            }
          }
        });
    queue.forEach(times::recordValue);
    return times;
  }

  private Histogram whole(int port, int clients, int requests) throws Exception {
    var times = new Histogram(3);
    var queue = new ConcurrentLinkedQueue<Long>();
    everyClient(
        clients,
        i -> {
          try (var client = new LoadClient(port)) {
            for (int n = 0; n < Math.max(1, requests / clients); n++) {
              queue.add(client.whole(4).totalNanos());
            }
          }
        });
    queue.forEach(times::recordValue);
    return times;
  }

  private void firstToken(int direct, int proxied) throws Exception {
    var plain = new Histogram(3);
    var through = new Histogram(3);
    for (int round = 0; round < (quick ? 1 : 4); round++) {
      firstTokens(direct, plain);
      firstTokens(proxied, through);
    }
    double a = plain.getValueAtPercentile(50) / 1e6;
    double b = through.getValueAtPercentile(50) / 1e6;
    row(
        "time to first token, 16 paced streams, p50 ms",
        "%.2f".formatted(a),
        "%.2f".formatted(b),
        "+%.2f ms".formatted(b - a));
  }

  private void firstTokens(int port, Histogram into) throws Exception {
    var queue = new ConcurrentLinkedQueue<Long>();
    everyClient(
        16,
        i -> {
          try (var client = new LoadClient(port)) {
            for (int n = 0; n < (quick ? 1 : 12); n++) {
              queue.add(client.stream(5, 10).firstContentNanos());
            }
          }
        });
    queue.forEach(into::recordValue);
  }

  private void throughput(int direct, int proxied, int streams) throws Exception {
    int chunks = quick ? 50 : 1000;
    int repeats = quick ? 1 : Math.max(3, 256 / streams / 4);
    double plain = 0;
    double through = 0;
    int rounds = quick ? 1 : 3;
    for (int round = 0; round < rounds; round++) {
      plain += streams(direct, streams, repeats, chunks) / rounds;
      through += streams(proxied, streams, repeats, chunks) / rounds;
    }
    row(
        "chunks a second, %d streams".formatted(streams),
        "%,.0f".formatted(plain),
        "%,.0f".formatted(through),
        "%.0f %% of direct".formatted(100 * through / plain));
  }

  private double streams(int port, int streams, int repeats, int chunks) throws Exception {
    var events = new ConcurrentLinkedQueue<Long>();
    long start = System.nanoTime();
    everyClient(
        streams,
        i -> {
          try (var client = new LoadClient(port)) {
            for (int n = 0; n < repeats; n++) {
              events.add(client.stream(chunks, 0).events());
            }
          }
        });
    double seconds = (System.nanoTime() - start) / 1e9;
    return events.stream().mapToLong(Long::longValue).sum() / seconds;
  }

  /** 256 streams at the pace of real models, and the proxy's resident memory meanwhile. */
  private void memory(int proxied, long pid) throws Exception {
    var highest = new long[1];
    Thread sampler =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    highest[0] = Math.max(highest[0], residentKibibytes(pid));
                    LockSupport.parkNanos(50_000_000);
                  }
                });
    everyClient(
        256,
        i -> {
          try (var client = new LoadClient(proxied)) {
            client.stream(quick ? 5 : 100, 20);
          }
        });
    sampler.interrupt();
    sampler.join();
    row("resident memory, 256 paced streams", "", "%d MB".formatted(highest[0] / 1024), "");
  }

  private static long residentKibibytes(long pid) {
    try {
      Matcher found =
          Pattern.compile("VmRSS:\\s+(\\d+)")
              .matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  /** Something each client does. */
  private interface Work {
    void run(int client) throws Exception;
  }

  private static void everyClient(int clients, Work work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<?>>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        futures.add(
            threads.submit(
                () -> {
                  work.run(client);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** A JVM of ours that says its port on standard output. */
  private record Child(Process process, int port) implements AutoCloseable {
    static Child start(String main, List<String> arguments, Pattern port) throws IOException {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "--enable-native-access=ALL-UNNAMED",
              "-XX:+UseSerialGC",
              "-XX:+UseCompactObjectHeaders",
              "-XX:TrimNativeHeapInterval=5000",
              "-Xmx96m",
              "-cp",
              System.getProperty("java.class.path"),
              main));
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line;
      while ((line = reader.readLine()) != null) {
        Matcher found = port.matcher(line);
        if (found.find()) {
          Thread.ofVirtual().start(() -> drain(reader));
          return new Child(process, Integer.parseInt(found.group(1)));
        }
      }
      process.destroyForcibly();
      throw new IOException(String.format(Locale.ROOT, "%s did not say its port", main));
    }

    private static void drain(BufferedReader reader) {
      try {
        while (reader.readLine() != null) {
          // keep the pipe empty
        }
      } catch (IOException e) {
        // the child ended
      }
    }

    long pid() {
      return process.pid();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
