package dev.hearth.cli;

import dev.hearth.runtime.plan.Budget;
import dev.hearth.runtime.plan.EngineKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which program runs the model. */
final class EngineOptions {
  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      converter = ByName.class,
      completionCandidates = Names.class,
      description =
          "What runs the model: ${COMPLETION-CANDIDATES} (default llama-server). An Ollama that"
              + " runs already is attached to and left running.")
  private EngineKind engine = EngineKind.LLAMA_SERVER;

  @Option(
      names = "--program",
      paramLabel = "PATH",
      description = "The engine's program, if it is not to be looked for.")
  private Path program;

  @Option(
      names = "--budget",
      paramLabel = "MODE",
      description =
          "How the context is chosen where --context names none: backend leaves it to the server,"
              + " full needs to be told how much that is, fast takes half (default backend).")
  private Budget.Mode budget = Budget.Mode.BACKEND;

  @Option(
      names = "--ollama-url",
      paramLabel = "URL",
      description = "Where Ollama listens. Default: OLLAMA_HOST, or http://localhost:11434.")
  private URI ollama;

  EngineKind engine() {
    return engine;
  }

  /** The program the person named, which then has to be there. */
  Optional<Path> program() {
    return Optional.ofNullable(program).map(Path::toAbsolutePath);
  }

  /** How the context is chosen for an engine that takes the number itself. */
  Budget budget(int context) {
    return context > 0 ? Budget.manual(context) : budget();
  }

  /** How the context is chosen where a preset has the number. */
  Budget budget() {
    if (budget == Budget.Mode.MANUAL) {
      throw new IllegalArgumentException("For a number of your own use --context.");
    }
    return new Budget(budget, 0);
  }

  Optional<URI> ollamaUrl() {
    return Optional.ofNullable(ollama);
  }

  /** Says which options do not go together. */
  void check(PresetOptions preset) {
    if (engine == EngineKind.OLLAMA && preset.context() != 0) {
      throw new IllegalArgumentException(
          "Ollama chooses the context itself: set OLLAMA_CONTEXT_LENGTH where 'ollama serve' runs,"
              + " or num_ctx in the model's Modelfile.");
    }
    if (engine == EngineKind.OLLAMA && preset.any()) {
      throw new IllegalArgumentException(
          "Ollama starts its models itself; what is to be different goes into the Modelfile.");
    }
    if (ollama != null && engine != EngineKind.OLLAMA) {
      throw new IllegalArgumentException("--ollama-url goes with --engine ollama only.");
    }
    program()
        .filter(path -> !Files.isExecutable(path))
        .ifPresent(
            path -> {
              throw new IllegalArgumentException(path + " is not a program that can be run.");
            });
  }

  static String name(EngineKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      List<String> names = Arrays.stream(EngineKind.values()).map(EngineOptions::name).toList();
      return names.iterator();
    }
  }

  private static final class ByName implements ITypeConverter<EngineKind> {
    @Override
    public EngineKind convert(String value) {
      return Arrays.stream(EngineKind.values())
          .filter(kind -> name(kind).equalsIgnoreCase(value.replace('_', '-')))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + value
                          + "' is none of "
                          + Arrays.stream(EngineKind.values())
                              .map(EngineOptions::name)
                              .collect(Collectors.joining(", "))));
    }
  }
}
