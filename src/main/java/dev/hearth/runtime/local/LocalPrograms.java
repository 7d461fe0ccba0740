package dev.hearth.runtime.local;

import dev.hearth.runtime.binary.AbilityProbe;
import dev.hearth.runtime.binary.BinaryAbilities;
import dev.hearth.runtime.binary.BinaryFinder;
import dev.hearth.runtime.binary.ProbeFailedException;
import dev.hearth.runtime.binary.SearchPlaces;
import dev.hearth.runtime.binary.ServerBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The llama-server programs there are, and what the chosen one can do; asked once per build. */
public final class LocalPrograms {
  private final Supplier<SearchPlaces> places;
  private final Supplier<Optional<Path>> chosen;
  private final AbilityProbe probe = new AbilityProbe();
  private final Map<Build, BinaryAbilities> known = new HashMap<>();

  private record Build(Path program, long size, FileTime changed) {}

  /**
   * @param places where to look, asked anew each time because installs come and go
   * @param chosen the user's own choice
   */
  public LocalPrograms(Supplier<SearchPlaces> places, Supplier<Optional<Path>> chosen) {
    this.places = places;
    this.chosen = chosen;
  }

  /** All that were found, the one that will be used first. */
  public List<ServerBinary> all() {
    return new BinaryFinder(places.get()).llamaServers(chosen.get());
  }

  /** The one that will be used. */
  public ServerBinary best() throws NoProgramException {
    return all().stream().findFirst().orElseThrow(NoProgramException::new);
  }

  /** What a program can do. */
  public synchronized BinaryAbilities abilities(Path program)
      throws ProbeFailedException, InterruptedException {
    Build build = build(program);
    BinaryAbilities abilities = known.get(build);
    if (abilities == null) {
      abilities = probe.probe(program);
      known.put(build, abilities);
    }
    return abilities;
  }

  private static Build build(Path program) {
    try {
      return new Build(program, Files.size(program), Files.getLastModifiedTime(program));
    } catch (IOException e) {
      return new Build(program, 0, FileTime.fromMillis(0));
    }
  }
}
