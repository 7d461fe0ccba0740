package dev.hearth.runtime.plan;

import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.LaunchPreset;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans a llamafile: llama.cpp's server in one portable file, which reads the same flags. */
public final class LlamafilePlanner {
  private LlamafilePlanner() {}

  /** The newest {@code llamafile-VERSION} beside the model; 0.10.0 is newer than 0.9.1. */
  public static Optional<Path> runtimeBeside(Path model) throws IOException {
    Path dir = model.toAbsolutePath().getParent();
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "llamafile-*")) {
      files.forEach(found::add);
    }
    return found.stream()
        .filter(Files::isRegularFile)
        .max(Comparator.comparing(LlamafilePlanner::version, LlamafilePlanner::compare));
  }

  private static List<Integer> version(Path file) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : file.getFileName().toString().split("\\D+")) {
      if (!part.isEmpty() && part.length() < 9) {
        numbers.add(Integer.parseInt(part));
      }
    }
    return numbers;
  }

  private static int compare(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      int difference =
          Integer.compare(i < one.size() ? one.get(i) : 0, i < other.size() ? other.get(i) : 0);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  /** The plan for this runtime. */
  public static LaunchPlan plan(Path program, LaunchRequest request) {
    LaunchPreset preset = request.preset();
    Argv argv = new Argv(Optional.empty(), program.toString(), "--server", "--nobrowser");
    argv.always("-m", request.file().toString());
    argv.always("-ngl", Integer.toString(preset.gpuLayers().resolved(998)));
    argv.always("--host", LlamaPlanner.HOST);
    argv.always("--port", Integer.toString(request.port()));
    argv.word("--jinja");
    argv.extra(EngineKind.LLAMAFILE, preset.extraFlags());
    if (request.budget().mode() == Budget.Mode.MANUAL) {
      argv.always("-c", Integer.toString(request.budget().tokens()));
    } else if (preset.context() > 0) {
      argv.always("-c", Integer.toString(preset.context()));
    }
    if (preset.cacheK() != CacheType.F16) {
      argv.always("--cache-type-k", preset.cacheK().argument());
    }
    if (preset.cacheV() != CacheType.F16) {
      argv.always("--cache-type-v", preset.cacheV().argument());
    }
    if (preset.parallel() > 0) {
      argv.always("--parallel", Integer.toString(preset.parallel()));
    }
    argv.note(
        PlanNote.info("A llamafile is not asked for its abilities; flags go to it as they are."));
    return new LaunchPlan(
        EngineKind.LLAMAFILE,
        request.alias(),
        request.file().toString(),
        argv.words(),
        preset.environment(),
        Set.of(),
        LlamaPlanner.HOST,
        request.port(),
        request.budget(),
        false,
        argv.notes());
  }
}
