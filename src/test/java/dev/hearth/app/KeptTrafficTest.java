package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.settings.AppFolders;
import dev.hearth.settings.JournalSettings;
import dev.hearth.settings.SettingsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept without a desk follows the settings that the desk and other Hearths share. */
class KeptTrafficTest {
  @TempDir private Path home;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private AppFolders folders;

  @BeforeEach
  void name() {
    folders = AppFolders.under(home);
  }

  @Test
  void aChangeOfTheSettingsIsFollowedWhileItRuns() throws Exception {
    try (KeptTraffic kept = KeptTraffic.open(folders, UnaryOperator.identity(), told::add);
        SettingsStore desk = SettingsStore.open(folders, SettingsStore.DEFAULT_PROFILE)) {
      assertThat(kept.recording()).isEqualTo("everything");
      assertThat(kept.metrics()).isEmpty();
      desk.change(s -> s.withJournal(s.journal().withMode(JournalSettings.Mode.NOTHING)));
      await().until(() -> kept.recording().equals("nothing"));
      desk.change(
          s ->
              s.withJournal(
                  s.journal().withMode(JournalSettings.Mode.METADATA).withPrometheus(true)));
      await().until(() -> kept.recording().equals("metadata"));
      await().until(() -> kept.metrics().isPresent());
    }
    assertThat(told).hasSize(3);
    assertThat(told.get(1)).isEqualTo("Nothing is recorded.");
  }

  @Test
  void whatTheCommandSaysGoesBeforeTheSettings() throws Exception {
    UnaryOperator<JournalSettings> nothing = s -> s.withMode(JournalSettings.Mode.NOTHING);
    try (KeptTraffic kept = KeptTraffic.open(folders, nothing, told::add)) {
      assertThat(kept.recording()).isEqualTo("nothing");
    }
    assertThat(told).containsExactly("Nothing is recorded.");
    assertThat(folders.data().resolve("journal.db")).doesNotExist();
  }

  @Test
  void withoutReadableSettingsNothingIsRecordedAndItIsSaid() throws Exception {
    Files.writeString(home.resolve("config"), "a file where the folder should be");
    try (KeptTraffic kept = KeptTraffic.open(folders, s -> s.withPrometheus(true), told::add)) {
      assertThat(kept.recording()).isEqualTo("nothing");
      assertThat(kept.metrics()).isPresent();
    }
    assertThat(told).singleElement().asString().startsWith("Nothing is recorded, because");
  }

  @Test
  void aJournalThatCannotBeWrittenIsSaidAndHoldsNothingUp() throws Exception {
    Files.writeString(home.resolve("data"), "a file where the folder should be");
    try (KeptTraffic kept = KeptTraffic.open(folders, UnaryOperator.identity(), told::add)) {
      assertThat(kept.recording()).isEqualTo("nothing");
    }
    assertThat(told).singleElement().asString().startsWith("Nothing is being recorded:");
  }
}
