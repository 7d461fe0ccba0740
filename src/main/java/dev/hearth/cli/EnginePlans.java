package dev.hearth.cli;

import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.library.Model;
import dev.hearth.models.library.ModelLibrary;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.binary.BinaryFinder;
import dev.hearth.runtime.binary.ServerBinary;
import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.LaunchPlan;
import dev.hearth.runtime.plan.LaunchRequest;
import dev.hearth.runtime.plan.LlamafilePlanner;
import dev.hearth.runtime.plan.VllmPlanner;
import dev.hearth.runtime.server.OllamaTarget;
import dev.hearth.runtime.server.PortChoice;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How a model is started in vLLM or a llamafile, and which one is meant in Ollama. */
final class EnginePlans {
  private static final String LOOPBACK = "127.0.0.1";

  /** Above the ports people use for their own servers. */
  private static final int FIRST_PORT = 18_080;

  private static final int KEY_BYTES = 24;
  private static final int OLLAMA_PORT = 11_434;
  private static final String LLAMAFILE_ENDING = ".llamafile";

  private final Workplace place;
  private final EngineOptions options;
  private final PresetOptions presets;

  EnginePlans(Workplace place, EngineOptions options, PresetOptions presets) {
    this.place = place;
    this.presets = presets;
    this.options = options;
  }

  LaunchPlan vllm(String model) {
    Path program =
        program("vllm")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "vLLM was not found. Install it with 'pip install vllm', or name its"
                            + " program with --program."));
    String artifact = file(model).map(Path::toAbsolutePath).map(Path::toString).orElse(model);
    return VllmPlanner.plan(
        program,
        artifact,
        presets.over(LaunchPreset.defaults()),
        budget(),
        port(),
        Optional.of(key()));
  }

  LaunchPlan llamafile(String name) throws IOException, InterruptedException {
    Optional<Path> file = file(name).filter(Files::isRegularFile).map(Path::toAbsolutePath);
    LaunchRequest request = file.isPresent() ? request(file.get()) : fromLibrary(name);
    return LlamafilePlanner.plan(llamafileProgram(request.file()), request.withBudget(budget()));
  }

  OllamaTarget ollama(String model) {
    URI base = options.ollamaUrl().orElseGet(this::ollamaHost);
    return new OllamaTarget(base, model, Budget.BACKEND, 0, program("ollama"));
  }

  private LaunchRequest request(Path file) {
    String name = file.getFileName().toString().replaceAll("(?i)\\.(gguf|llamafile)$", "");
    return new LaunchRequest(
        name,
        file,
        0,
        Optional.empty(),
        Optional.empty(),
        presets.over(LaunchPreset.defaults()),
        Budget.BACKEND,
        unseen(),
        port(),
        Optional.empty());
  }

  private LaunchRequest fromLibrary(String name) throws InterruptedException {
    try (ModelLibrary library = place.openLibrary()) {
      Model model = ModelsCommand.find(library, name);
      return LaunchRequest.of(
          model, presets.over(model.notes().chosenPreset()), unseen(), port(), Optional.empty());
    }
  }

  /** A llamafile finds out by itself what the machine has. */
  private static MachineMemory unseen() {
    return new MachineMemory(0, 0, List.of());
  }

  private Path llamafileProgram(Path model) throws IOException {
    if (options.program().isPresent()) {
      return options.program().get();
    }
    Optional<Path> beside = LlamafilePlanner.runtimeBeside(model);
    if (beside.isPresent()) {
      return beside.get();
    }
    if (model.toString().endsWith(LLAMAFILE_ENDING) && Files.isExecutable(model)) {
      return model;
    }
    return program("llamafile")
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No llamafile was found beside "
                        + model
                        + " or on the PATH. Put llamafile-VERSION beside the model, or name it"
                        + " with --program."));
  }

  private Optional<Path> program(String name) {
    return options
        .program()
        .or(
            () ->
                new BinaryFinder(place.searchPlaces())
                    .find(name, Optional.empty()).stream().findFirst().map(ServerBinary::path));
  }

  private Budget budget() {
    return options.budget(presets.context());
  }

  private static Optional<Path> file(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static int port() {
    return PortChoice.free(LOOPBACK, FIRST_PORT)
        ? FIRST_PORT
        : PortChoice.next(LOOPBACK, FIRST_PORT);
  }

  /** Only Hearth knows it, so nobody talks to the model past the guard by accident. */
  private static String key() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /** Ollama's own variable, which may be a port, a host, both, or an address. */
  private URI ollamaHost() {
    String host = place.environment().getOrDefault("OLLAMA_HOST", "").strip();
    if (host.isEmpty()) {
      return OllamaTarget.USUAL;
    }
    if (host.contains("://")) {
      return address(host, host);
    }
    URI uri = address("http://" + (host.startsWith(":") ? LOOPBACK + host : host), host);
    // A daemon told to listen everywhere is reached here.
    String name = uri.getHost().equals("0.0.0.0") ? LOOPBACK : uri.getHost();
    int port = uri.getPort() < 0 ? OLLAMA_PORT : uri.getPort();
    return URI.create("http://" + name + ":" + port);
  }

  private static URI address(String text, String given) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, in words that name the variable.
    }
    throw new IllegalArgumentException(
        "OLLAMA_HOST is no address: " + given + ". Name Ollama's with --ollama-url.");
  }
}
