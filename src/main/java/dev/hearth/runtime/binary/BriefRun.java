package dev.hearth.runtime.binary;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program that should answer and end soon, with bounds on its time and its output. */
public final class BriefRun {
  /** Ten times the longest help text seen. */
  private static final int OUTPUT_BYTES = 1024 * 1024;

  private BriefRun() {}

  /** What the program printed on both streams, and how it ended. */
  public record Result(int exitCode, String output) {}

  /** Runs the command; a program that does not end in time is killed. */
  public static Result of(Duration patience, String... command)
      throws IOException, InterruptedException {
    return of(patience, Map.of(), command);
  }

  /** Runs the command with additions to the environment. */
  public static Result of(Duration patience, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      CompletableFuture<byte[]> output = new CompletableFuture<>();
      Thread.ofVirtual().name("output of " + command[0]).start(() -> read(process, output));
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it did not end within " + patience.toSeconds() + " s");
      }
      byte[] bytes = output.completeOnTimeout(new byte[0], 1, TimeUnit.SECONDS).join();
      return new Result(process.exitValue(), new String(bytes, StandardCharsets.UTF_8));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void read(Process process, CompletableFuture<byte[]> output) {
    try (InputStream in = process.getInputStream()) {
      output.complete(in.readNBytes(OUTPUT_BYTES));
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      output.complete(new byte[0]);
    }
  }
}
