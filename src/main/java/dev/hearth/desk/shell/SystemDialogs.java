package dev.hearth.desk.shell;

import dev.hearth.desk.controls.FileDialogs;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/** The system's own dialogs; each question begins where it was answered last. */
public final class SystemDialogs implements FileDialogs {
  private static final String MEMORY = "dialog.";

  /** Systems differ in what means everything. */
  private static final ExtensionFilter ALL = new ExtensionFilter("All files", "*.*", "*");

  private final UiState state;

  public SystemDialogs(UiState state) {
    this.state = state;
  }

  @Override
  public Optional<Path> folder(Window owner, String title, Optional<Path> start) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    begin(title, start).ifPresent(chooser::setInitialDirectory);
    return answered(title, chooser.showDialog(owner));
  }

  @Override
  public Optional<Path> file(Window owner, String title, List<Kind> kinds) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    begin(title, Optional.empty()).ifPresent(chooser::setInitialDirectory);
    kinds.forEach(
        k -> chooser.getExtensionFilters().add(new ExtensionFilter(k.name(), k.patterns())));
    if (!kinds.isEmpty()) {
      chooser.getExtensionFilters().add(ALL);
    }
    return answered(title, chooser.showOpenDialog(owner));
  }

  @Override
  public Optional<Path> newFile(Window owner, String title, Optional<Path> suggested) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    begin(title, suggested.map(Path::getParent)).ifPresent(chooser::setInitialDirectory);
    suggested.map(Path::getFileName).map(Path::toString).ifPresent(chooser::setInitialFileName);
    return answered(title, chooser.showSaveDialog(owner));
  }

  /** The folder asked for, else the one beside the last answer, else the user's own. */
  Optional<File> begin(String title, Optional<Path> start) {
    return start
        .filter(Files::isDirectory)
        .or(() -> remembered(title))
        .or(() -> Optional.of(Path.of(System.getProperty("user.home", "."))))
        .filter(Files::isDirectory)
        .map(folder -> folder.toAbsolutePath().toFile());
  }

  private Optional<Path> remembered(String title) {
    try {
      return state.text(MEMORY + title).map(Path::of).filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Keeps where the answer lies; who cancels changes nothing. */
  Optional<Path> answered(String title, File chosen) {
    Optional<Path> path = Optional.ofNullable(chosen).map(File::toPath);
    path.map(Path::toAbsolutePath)
        .map(Path::getParent)
        .ifPresent(folder -> state.put(MEMORY + title, folder.toString()));
    return path;
  }
}
