package dev.hearth.models.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows a file in the system's file manager. */
public final class FileReveal {
  private final String system;

  /**
   * Knows the file manager of one system.
   *
   * @param system the value of {@code os.name}
   */
  public FileReveal(String system) {
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /** The command that shows a file, where the system can with the file marked. */
  public List<String> command(Path file) {
    if (system.contains("windows")) {
      return List.of("explorer.exe", "/select," + file);
    }
    if (system.contains("mac") || system.contains("darwin")) {
      return List.of("open", "-R", file.toString());
    }
    return List.of("xdg-open", file.toAbsolutePath().getParent().toString());
  }

  /** Shows a file. The file manager lives on its own after that. */
  public void show(Path file) throws IOException {
    List<String> command = command(file);
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new IOException(
          "The file manager cannot be started ("
              + command.getFirst()
              + "). The file is "
              + file
              + ".",
          e);
    }
  }
}
