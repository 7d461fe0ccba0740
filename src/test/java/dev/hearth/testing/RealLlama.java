package dev.hearth.testing;

import dev.hearth.practice.gguf.ClockworkModel;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A real llama-server with the clockwork model, on a free port, for as long as this object is open.
 *
 * <p>The program is looked for in the system property {@code hearth.llama-server}, the environment
 * variable {@code HEARTH_LLAMA_SERVER}, {@code target/llama/bin} and the PATH, in this order. Where
 * there is none, the test is aborted, and the first time this is said loudly.
 */
public final class RealLlama implements AutoCloseable {
  /** The name the model answers to. */
  public static final String ALIAS = "tiny";

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  // Another process may take a free port between its choice and the bind.
  private static final int PORT_ATTEMPTS = 3;
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private final Process process;
  private final URI url;
  private final Path folder;

  private RealLlama(Process process, URI url, Path folder) {
    this.process = process;
    this.url = url;
    this.folder = folder;
  }

  /** Starts one with the sample model, two slots and any further arguments. */
  public static RealLlama start(String... arguments) {
    return start(ClockworkModel.Options.defaults(), arguments);
  }

  /** Starts one with a model made to measure; a later argument wins over an earlier one. */
  public static RealLlama start(ClockworkModel.Options model, String... arguments) {
    Path program = require();
    try {
      Path folder = Files.createTempDirectory("hearth-llama");
      Path file = folder.resolve("tiny.gguf");
      ClockworkModel.write(file, model);
      for (int attempt = 1; ; attempt++) {
        Optional<RealLlama> running = tryStart(program, folder, file, arguments);
        if (running.isPresent()) {
          return running.get();
        }
        if (attempt == PORT_ATTEMPTS) {
          throw new AssertionError("llama-server ended: " + Files.readString(log(folder)));
        }
      }
    } catch (IOException e) {
      throw new AssertionError("llama-server could not be started", e);
    }
  }

  /** Where llama-server is, if anywhere. */
  public static Optional<Path> find() {
    Stream<String> named =
        Stream.of(System.getProperty("hearth.llama-server"), System.getenv("HEARTH_LLAMA_SERVER"))
            .filter(name -> name != null && !name.isBlank());
    Stream<String> path =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .map(folder -> folder + File.separator + "llama-server");
    return Stream.of(named, Stream.of("target/llama/bin/llama-server"), path)
        .flatMap(names -> names)
        .map(Path::of)
        .filter(Files::isExecutable)
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  /** The program's path; aborts the calling test where there is none. */
  public static Path require() {
    Optional<Path> found = find();
    if (found.isEmpty() && SAID.compareAndSet(false, true)) {
      System.err.println(
          """

          ################################################################################
          #  NO llama-server FOUND: every test against the real server is being SKIPPED. #
          #  Install one with   packaging/llama/install-llama-server.sh                  #
          #  or name one with   -Dhearth.llama-server=/path/to/llama-server              #
          ################################################################################
          """);
    }
    Assumptions.assumeTrue(found.isPresent(), "no llama-server on this machine");
    return found.orElseThrow();
  }

  /** Its address, without a path. */
  public URI url() {
    return url;
  }

  public URI url(String path) {
    return url.resolve(path);
  }

  public Process process() {
    return process;
  }

  /** What it has written to its log so far. */
  public String log() {
    try {
      return Files.readString(log(folder));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<RealLlama> tryStart(
      Path program, Path folder, Path model, String... arguments) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(program.toString(), "-m", model.toString()));
    // One thread: several that wait actively for each other take seconds on a busy machine.
    command.addAll(List.of("-t", "1", "-np", "2", "--metrics", "--props", "-a", ALIAS));
    command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(port)));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile())
            .start();
    RealLlama llama = new RealLlama(process, URI.create("http://127.0.0.1:" + port), folder);
    try (HttpClient client = HttpClient.newHttpClient()) {
      Awaitility.await("llama-server to be ready")
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !process.isAlive() || llama.ready(client));
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
    return process.isAlive() ? Optional.of(llama) : Optional.empty();
  }

  private boolean ready(HttpClient client) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(url("/health")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path log(Path folder) {
    return folder.resolve("llama-server.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
