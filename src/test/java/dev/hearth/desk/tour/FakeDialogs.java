package dev.hearth.desk.tour;

import dev.hearth.desk.controls.FileDialogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/** Dialogs that answer what the test has chosen, once; without a choice they are called off. */
public final class FakeDialogs implements FileDialogs {
  /** What was asked, by title. */
  public final List<String> asked = new ArrayList<>();

  private Optional<Path> next = Optional.empty();

  /** Chooses for the next question. */
  public void choose(Path path) {
    next = Optional.of(path);
  }

  @Override
  public Optional<Path> folder(Window owner, String title, Optional<Path> start) {
    return answer(title);
  }

  @Override
  public Optional<Path> file(Window owner, String title, List<Kind> kinds) {
    return answer(title);
  }

  @Override
  public Optional<Path> newFile(Window owner, String title, Optional<Path> suggested) {
    return answer(title);
  }

  private Optional<Path> answer(String title) {
    asked.add(title);
    Optional<Path> answer = next;
    next = Optional.empty();
    return answer;
  }
}
