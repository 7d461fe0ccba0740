package dev.hearth.desk.controls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/** Asks for a file or a folder; the system's own dialogs, or an answer given beforehand. */
public interface FileDialogs {
  /**
   * Asks for a folder.
   *
   * @param owner the window asking
   * @param title what it is for
   * @param start where to begin, if that is there
   */
  Optional<Path> folder(Window owner, String title, Optional<Path> start);

  /**
   * Asks for a file that is there.
   *
   * @param kinds what is worth choosing, besides which anything can be shown; empty for anything
   */
  Optional<Path> file(Window owner, String title, List<Kind> kinds);

  /**
   * Asks for a file to write, which may be there already.
   *
   * @param suggested where it would go unless the user says otherwise
   */
  Optional<Path> newFile(Window owner, String title, Optional<Path> suggested);

  /**
   * Files worth choosing.
   *
   * @param name what they are
   * @param patterns such as {@code *.png}
   */
  record Kind(String name, List<String> patterns) {
    public Kind {
      patterns = List.copyOf(patterns);
    }
  }
}
