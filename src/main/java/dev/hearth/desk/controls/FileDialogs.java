package dev.hearth.desk.controls;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
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
   * @param kinds what is worth choosing; empty for anything
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

  /** The system's own. */
  FileDialogs SYSTEM =
      new FileDialogs() {
        @Override
        public Optional<Path> folder(Window owner, String title, Optional<Path> start) {
          DirectoryChooser chooser = new DirectoryChooser();
          chooser.setTitle(title);
          start
              .filter(Files::isDirectory)
              .map(Path::toFile)
              .ifPresent(chooser::setInitialDirectory);
          return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> file(Window owner, String title, List<Kind> kinds) {
          FileChooser chooser = new FileChooser();
          chooser.setTitle(title);
          kinds.forEach(
              k ->
                  chooser
                      .getExtensionFilters()
                      .add(new FileChooser.ExtensionFilter(k.name(), k.patterns())));
          return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> newFile(Window owner, String title, Optional<Path> suggested) {
          FileChooser chooser = new FileChooser();
          chooser.setTitle(title);
          suggested
              .map(Path::getParent)
              .filter(Files::isDirectory)
              .map(Path::toFile)
              .ifPresent(chooser::setInitialDirectory);
          suggested
              .map(Path::getFileName)
              .map(Path::toString)
              .ifPresent(chooser::setInitialFileName);
          return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
        }
      };
}
