package dev.hearth.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.stream.Stream;

/** Hearth as people run it: a process with a command line, standard output and an end. */
public final class HearthProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final Path scratch;
  private final List<String> printed = new ArrayList<>();

  private HearthProcess(Process process, Path scratch) {
    this.process = process;
    this.scratch = scratch;
  }

  /** Starts it with further environment variables, in a fresh HEARTH_HOME if they have none. */
  public static HearthProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add("dev.hearth.app.Main");
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    Path scratch = Files.createTempDirectory("hearth-process");
    builder.environment().put("HEARTH_HOME", scratch.toString());
    builder.environment().putAll(environment);
    return new HearthProcess(builder.start(), scratch);
  }

  /** Reads on until it says where it listens. */
  public URI awaitReady() throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = reader.readLine()) != null) {
      printed.add(line);
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return URI.create(ready.group(1));
      }
    }
    throw new AssertionError("ended early: " + printed);
  }

  /** All it printed, once it has ended. */
  public String output() throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The lines printed before it was ready. */
  public List<String> printed() {
    return printed;
  }

  /** Ends it as a person or a service does, and waits until it is gone. */
  public void end() throws InterruptedException {
    process.destroy();
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
