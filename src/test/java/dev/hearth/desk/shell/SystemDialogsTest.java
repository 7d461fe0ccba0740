package dev.hearth.desk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where dialogs begin; the dialogs themselves are the system's. */
class SystemDialogsTest {
  private static final String MODELS = "A folder with models";
  private static final File HOME = new File(System.getProperty("user.home"));

  @TempDir Path dir;
  private final UiState state = UiState.inMemory();
  private final SystemDialogs dialogs = new SystemDialogs(state);

  @Test
  void eachQuestionBeginsWhereItWasAnsweredLast() throws Exception {
    Path chosen = Files.createDirectories(dir.resolve("models/qwen"));
    assertThat(dialogs.begin(MODELS, Optional.empty())).contains(HOME);
    assertThat(dialogs.answered(MODELS, chosen.toFile())).contains(chosen);
    assertThat(dialogs.begin(MODELS, Optional.empty())).contains(chosen.getParent().toFile());
    assertThat(dialogs.begin("Another", Optional.empty())).contains(HOME);
    assertThat(new SystemDialogs(state).begin(MODELS, Optional.empty()))
        .as("also after a restart")
        .contains(chosen.getParent().toFile());
  }

  @Test
  void aFolderAskedForGoesBeforeWhatIsRememberedIfItIsThere() throws Exception {
    dialogs.answered(MODELS, Files.createFile(dir.resolve("a.gguf")).toFile());
    Path wanted = Files.createDirectory(dir.resolve("wanted"));
    assertThat(dialogs.begin(MODELS, Optional.of(wanted))).contains(wanted.toFile());
    assertThat(dialogs.begin(MODELS, Optional.of(dir.resolve("gone")))).contains(dir.toFile());
  }

  @Test
  void whoCancelsChangesNothing() {
    dialogs.answered(MODELS, dir.resolve("a.gguf").toFile());
    assertThat(dialogs.answered(MODELS, null)).isEmpty();
    assertThat(dialogs.begin(MODELS, Optional.empty())).contains(dir.toFile());
  }

  @Test
  void aRememberedFolderThatHasGoneIsForgotten() throws Exception {
    Path gone = Files.createDirectory(dir.resolve("gone"));
    dialogs.answered(MODELS, gone.resolve("a.gguf").toFile());
    Files.delete(gone);
    assertThat(dialogs.begin(MODELS, Optional.empty())).contains(HOME);
    state.put("dialog." + MODELS, "no\0path");
    assertThat(dialogs.begin(MODELS, Optional.empty())).contains(HOME);
  }
}
