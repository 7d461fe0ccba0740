package dev.hearth.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Hearth as people run it: a process with a command line, standard output and an end. */
public final class HearthProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final Path scratch;
  private final BufferedReader reader;
  private final List<String> printed = new ArrayList<>();

  private HearthProcess(Process process, Path scratch) {
    this.process = process;
    this.scratch = scratch;
    this.reader = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it with further environment variables, in a fresh HEARTH_HOME if they have none. */
  public static HearthProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    return start(environment, command(arguments));
  }

  /** The same on a terminal of its own, as far as the program can tell. */
  public static HearthProcess startOnTerminal(Map<String, String> environment, String... arguments)
      throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/script")), "only 'script' makes terminals");
    String line =
        command(arguments).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "exec ", ""));
    return start(environment, List.of("/usr/bin/script", "-q", "-e", "-c", line, "/dev/null"));
  }

  private static List<String> command(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add("dev.hearth.app.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  private static HearthProcess start(Map<String, String> environment, List<String> command)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    Path scratch = Files.createTempDirectory("hearth-process");
    builder.environment().put("HEARTH_HOME", scratch.toString());
    builder.environment().putAll(environment);
    return new HearthProcess(builder.start(), scratch);
  }

  /** Reads on until it says where it listens. */
  public URI awaitReady() throws IOException {
    return URI.create(await(READY).group(1));
  }

  /** Reads on until it prints something. */
  public Matcher await(Pattern wanted) throws IOException {
    String line;
    while ((line = reader.readLine()) != null) {
      printed.add(line);
      Matcher found = wanted.matcher(line);
      if (found.find()) {
        return found;
      }
    }
    throw new AssertionError("ended early: " + printed);
  }

  /** The rest of what it prints, until it has ended. */
  public String output() {
    return reader.lines().collect(Collectors.joining("\n"));
  }

  /** The lines printed before it was ready. */
  public List<String> printed() {
    return printed;
  }

  /** Ends it as a person or a service does, and waits until it is gone. */
  public void end() throws InterruptedException {
    // Unlike the process's own method this leaves its output readable.
    process.toHandle().destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end when it was asked to");
    }
  }

  /** The process itself. */
  public Process process() {
    return process;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
      try (Stream<Path> files = Files.walk(scratch)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
