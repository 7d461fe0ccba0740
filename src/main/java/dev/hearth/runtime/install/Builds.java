package dev.hearth.runtime.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.runtime.binary.Platform;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The builds Hearth has installed, side by side, and which of them is used. */
public final class Builds {
  private static final Logger LOG = LoggerFactory.getLogger(Builds.class);
  private static final String NOTE = "hearth-build.json";
  private static final String CURRENT = "current";

  /** Archives have the program at the top, in one folder, or in build/bin. */
  private static final int DEPTH = 4;

  private final Path root;
  private final JsonMapper json = new JsonMapper();

  public Builds(Path root) {
    this.root = root;
  }

  /** The folder they are in. */
  public Path root() {
    return root;
  }

  /** All builds, the current one first, then the newest. */
  public List<InstalledBuild> list() {
    Optional<String> current = currentName();
    List<InstalledBuild> builds = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> dirs = Files.newDirectoryStream(root, Files::isDirectory)) {
        dirs.forEach(dir -> read(dir, current).ifPresent(builds::add));
      } catch (IOException e) {
        LOG.warn("Cannot read {}: {}", root, e.toString());
      }
    }
    builds.sort(
        Comparator.comparing((InstalledBuild build) -> !build.current())
            .thenComparing(Comparator.comparingInt(Builds::number).reversed())
            .thenComparing(InstalledBuild::name));
    return builds;
  }

  /** The folders of all builds, the current one first, for the search for programs. */
  public List<Path> folders() {
    return list().stream().map(build -> build.program().getParent()).toList();
  }

  /** Makes a build the current one, by its name or its tag. */
  public InstalledBuild use(String name) throws IOException {
    InstalledBuild build = find(name);
    Path fresh = root.resolve(CURRENT + ".new");
    Files.writeString(fresh, build.name());
    Files.move(fresh, root.resolve(CURRENT), StandardCopyOption.REPLACE_EXISTING);
    return build;
  }

  /** Deletes a build. */
  public void remove(String name) throws IOException {
    delete(root.resolve(find(name).name()));
  }

  private InstalledBuild find(String name) throws InstallException {
    List<InstalledBuild> all = list();
    return all.stream()
        .filter(build -> build.name().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(build -> build.tag().equals(name)).findFirst())
        .orElseThrow(
            () ->
                new InstallException(
                    "No installed build is called '"
                        + name
                        + "'. "
                        + (all.isEmpty()
                            ? "None is installed yet; see 'hearth llama install'."
                            : "There are: "
                                + String.join(", ", all.stream().map(InstalledBuild::name).toList())
                                + ".")));
  }

  /** Notes what a folder holds; without the note it is not a build. */
  void note(Path dir, BuildChoice choice) throws IOException {
    json.writeValue(
        dir.resolve(NOTE).toFile(),
        json.createObjectNode()
            .put("tag", choice.tag())
            .put("accelerator", choice.accelerator().name()));
  }

  private Optional<InstalledBuild> read(Path dir, Optional<String> current) {
    Path note = dir.resolve(NOTE);
    if (!Files.isRegularFile(note)) {
      return Optional.empty();
    }
    try {
      JsonNode node = json.readTree(note.toFile());
      String name = dir.getFileName().toString();
      return program(dir)
          .map(
              program ->
                  new InstalledBuild(
                      name,
                      node.path("tag").asText(),
                      Accelerator.valueOf(node.path("accelerator").asText("OTHER")),
                      program,
                      current.filter(name::equals).isPresent()));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Ignoring the build in {}: {}", dir, e.toString());
      return Optional.empty();
    }
  }

  /** The llama-server in an unpacked archive. */
  static Optional<Path> program(Path dir) throws IOException {
    String name = Platform.current().executable("llama-server");
    try (Stream<Path> files = Files.walk(dir, DEPTH)) {
      return files
          .filter(file -> file.getFileName().toString().equals(name))
          .filter(Files::isRegularFile)
          .findFirst();
    }
  }

  /** The folder the program is in, or the folder itself while there is none. */
  static Path programFolder(Path dir) throws IOException {
    return Files.isDirectory(dir) ? program(dir).map(Path::getParent).orElse(dir) : dir;
  }

  private Optional<String> currentName() {
    try {
      return Optional.of(Files.readString(root.resolve(CURRENT)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int number(InstalledBuild build) {
    String digits = build.tag().replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  static void delete(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
