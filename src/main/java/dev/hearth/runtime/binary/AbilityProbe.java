package dev.hearth.runtime.binary;

import dev.hearth.models.fit.Gpu;
import dev.hearth.runtime.failure.FailureReader;
import dev.hearth.runtime.log.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks a llama-server what it is and what it can do; the answer is kept until the file changes. */
public final class AbilityProbe {
  /** A cold CUDA start on a slow disk takes several seconds; a hanging program must not. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<Key, BinaryAbilities> known = new ConcurrentHashMap<>();

  private record Key(Path path, long size, long modified) {}

  /** What the program says of itself. */
  public BinaryAbilities probe(Path program) throws ProbeFailedException, InterruptedException {
    Key key = key(program);
    BinaryAbilities cached = known.get(key);
    if (cached != null) {
      return cached;
    }
    String version = ask(program, "--version");
    String help = ask(program, "--help");
    BinaryAbilities abilities = BinaryAbilities.parse(version, help, devices(program, help));
    if (!abilities.has("--port") || !(abilities.has("--model") || abilities.has("-m"))) {
      throw new ProbeFailedException(
          program + " runs, but its help does not read like a llama-server's.");
    }
    known.put(key, abilities);
    return abilities;
  }

  /** GPU memory changes from minute to minute, so this is asked anew each time. */
  public List<Gpu> devicesNow(Path program) throws ProbeFailedException, InterruptedException {
    return BinaryAbilities.parse("", "", ask(program, "--list-devices")).devices();
  }

  private String devices(Path program, String help)
      throws ProbeFailedException, InterruptedException {
    return help.contains("--list-devices") ? ask(program, "--list-devices") : "";
  }

  private static Key key(Path program) throws ProbeFailedException {
    try {
      BasicFileAttributes file =
          Files.readAttributes(program.toRealPath(), BasicFileAttributes.class);
      return new Key(program, file.size(), file.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw new ProbeFailedException("There is no program at " + program + ".");
    }
  }

  private static String ask(Path program, String flag)
      throws ProbeFailedException, InterruptedException {
    try {
      BriefRun.Result result = BriefRun.of(PATIENCE, program.toString(), flag);
      if (result.exitCode() == 0) {
        return result.output();
      }
      throw new ProbeFailedException(
          program + " " + flag + " failed: " + reason(result.output(), result.exitCode()));
    } catch (IOException e) {
      throw new ProbeFailedException(program + " cannot be run: " + e.getMessage());
    }
  }

  private static String reason(String output, int exitCode) {
    try (ServerLog log = ServerLog.inMemory(InstantSource.system())) {
      output.lines().forEach(log::append);
      return FailureReader.ofStart(log.tail(Integer.MAX_VALUE), exitCode).sentence();
    }
  }
}
