package dev.hearth.runtime.binary;

import dev.hearth.runtime.binary.Platform.Os;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds llama-server (or another server program) the way a person would look for it: what was
 * chosen, Hearth's own installs, the PATH, then where package managers put things. A program
 * reached over several ways is listed once, under the first.
 */
public final class BinaryFinder {
  public static final String LLAMA_SERVER = "llama-server";

  private static final Logger LOG = LoggerFactory.getLogger(BinaryFinder.class);

  private final SearchPlaces places;

  public BinaryFinder(SearchPlaces places) {
    this.places = places;
  }

  /** Every llama-server on the machine, the one to prefer first. */
  public List<ServerBinary> llamaServers(Optional<Path> chosen) {
    return find(LLAMA_SERVER, chosen);
  }

  /** Every program of that name, the one to prefer first. */
  public List<ServerBinary> find(String program, Optional<Path> chosen) {
    Search search = new Search(places.platform().executable(program));
    chosen.ifPresent(path -> search.chosen(path));
    if (program.equals(LLAMA_SERVER)) {
      variable(SearchPlaces.CHOICE_VARIABLE).flatMap(BinaryFinder::path).ifPresent(search::chosen);
      places.installs().forEach(dir -> search.below(dir, BinaryOrigin.HEARTH));
    }
    searchPath(search);
    switch (places.platform().os()) {
      case WINDOWS -> searchWindows(search);
      case MAC -> searchMac(search);
      case LINUX -> searchLinux(search);
    }
    searchOwnBuilds(search);
    return search.found;
  }

  private void searchPath(Search search) {
    variable("PATH")
        .ifPresent(
            value -> {
              for (String entry : value.split(File.pathSeparator)) {
                if (!entry.isBlank()) {
                  path(entry).ifPresent(dir -> search.in(dir, originOf(dir)));
                }
              }
            });
  }

  private void searchMac(Search search) {
    variable("HOMEBREW_PREFIX")
        .flatMap(BinaryFinder::path)
        .ifPresent(dir -> search.in(dir.resolve("bin"), BinaryOrigin.HOMEBREW));
    search.in(rooted("opt/homebrew/bin"), BinaryOrigin.HOMEBREW);
    search.in(rooted("usr/local/bin"), BinaryOrigin.HOMEBREW);
    search.in(rooted("opt/local/bin"), BinaryOrigin.SYSTEM);
    search.in(places.home().resolve(".nix-profile/bin"), BinaryOrigin.SYSTEM);
  }

  private void searchLinux(Search search) {
    variable("HOMEBREW_PREFIX")
        .flatMap(BinaryFinder::path)
        .ifPresent(dir -> search.in(dir.resolve("bin"), BinaryOrigin.HOMEBREW));
    search.in(rooted("usr/bin"), BinaryOrigin.SYSTEM);
    search.in(rooted("usr/local/bin"), BinaryOrigin.OWN_BUILD);
    search.in(rooted("usr/lib/llama.cpp"), BinaryOrigin.SYSTEM);
    search.in(rooted("snap/bin"), BinaryOrigin.SYSTEM);
    search.in(rooted("home/linuxbrew/.linuxbrew/bin"), BinaryOrigin.HOMEBREW);
    search.in(places.home().resolve(".linuxbrew/bin"), BinaryOrigin.HOMEBREW);
    search.in(places.home().resolve(".nix-profile/bin"), BinaryOrigin.SYSTEM);
    search.in(places.home().resolve(".local/bin"), BinaryOrigin.OWN_BUILD);
  }

  private void searchWindows(Search search) {
    variable("LOCALAPPDATA")
        .flatMap(BinaryFinder::path)
        .map(dir -> dir.resolve("Microsoft").resolve("WinGet"))
        .ifPresent(
            winget -> {
              search.in(winget.resolve("Links"), BinaryOrigin.WINGET);
              search.below(winget.resolve("Packages"), "ggml.llamacpp*", BinaryOrigin.WINGET);
            });
    Path scoop =
        variable("SCOOP").flatMap(BinaryFinder::path).orElse(places.home().resolve("scoop"));
    search.in(scoop.resolve("shims"), BinaryOrigin.SCOOP);
    search.below(scoop.resolve("apps"), "llama.cpp*", BinaryOrigin.SCOOP);
    variable("ProgramData")
        .flatMap(BinaryFinder::path)
        .ifPresent(dir -> search.in(dir.resolve("scoop").resolve("shims"), BinaryOrigin.SCOOP));
    variable("ProgramFiles")
        .flatMap(BinaryFinder::path)
        .ifPresent(dir -> search.in(dir.resolve("llama.cpp"), BinaryOrigin.SYSTEM));
  }

  private void searchOwnBuilds(Search search) {
    for (String checkout : List.of("llama.cpp", "src/llama.cpp", "git/llama.cpp")) {
      Path bin = places.home().resolve(checkout).resolve("build").resolve("bin");
      search.in(bin, BinaryOrigin.OWN_BUILD);
      search.in(bin.resolve("Release"), BinaryOrigin.OWN_BUILD);
    }
  }

  private static BinaryOrigin originOf(Path dir) {
    String text = dir.toString().replace('\\', '/').toLowerCase(Locale.ROOT);
    if (text.contains("homebrew") || text.contains("linuxbrew")) {
      return BinaryOrigin.HOMEBREW;
    }
    if (text.contains("/winget/")) {
      return BinaryOrigin.WINGET;
    }
    if (text.contains("/scoop/")) {
      return BinaryOrigin.SCOOP;
    }
    return BinaryOrigin.PATH;
  }

  /** Windows does not care how a variable's name is written. */
  private Optional<String> variable(String name) {
    String exact = places.environment().get(name);
    if (exact != null || places.platform().os() != Os.WINDOWS) {
      return Optional.ofNullable(exact).filter(value -> !value.isBlank());
    }
    return places.environment().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private Path rooted(String relative) {
    return places.root().resolve(relative);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      LOG.debug("Ignoring the unusable path '{}'", text);
      return Optional.empty();
    }
  }

  /** One search: what was found, and what was seen already under another name. */
  private static final class Search {
    private final String executable;
    private final List<ServerBinary> found = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    Search(String executable) {
      this.executable = executable;
    }

    /** A person may name the program or the folder it is in. */
    void chosen(Path path) {
      if (Files.isDirectory(path)) {
        below(path, BinaryOrigin.CHOSEN);
      } else {
        add(path, BinaryOrigin.CHOSEN);
      }
    }

    void in(Path dir, BinaryOrigin origin) {
      add(dir.resolve(executable), origin);
    }

    /** The folder itself and the usual places inside an unpacked release. */
    void below(Path dir, BinaryOrigin origin) {
      in(dir, origin);
      in(dir.resolve("bin"), origin);
      in(dir.resolve("build").resolve("bin"), origin);
      below(dir, "llama-*", origin);
    }

    void below(Path dir, String folders, BinaryOrigin origin) {
      if (!Files.isDirectory(dir)) {
        return;
      }
      try (DirectoryStream<Path> matches = Files.newDirectoryStream(dir, folders)) {
        for (Path match : matches) {
          in(match, origin);
          in(match.resolve("bin"), origin);
          in(match.resolve("current"), origin);
        }
      } catch (IOException e) {
        LOG.debug("Cannot look into {}: {}", dir, e.toString());
      }
    }

    private void add(Path file, BinaryOrigin origin) {
      if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
        return;
      }
      try {
        if (seen.add(file.toRealPath())) {
          found.add(new ServerBinary(file.toAbsolutePath().normalize(), origin));
        }
      } catch (IOException e) {
        LOG.debug("Cannot resolve {}: {}", file, e.toString());
      }
    }
  }
}
