package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hearth.settings.AppFolders;
import dev.hearth.settings.SettingsStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrayTest {
  @TempDir Path home;

  @Test
  void aMachineWithoutTrayCanCloseTheWindow() throws Exception {
    try (SettingsStore store =
        SettingsStore.open(AppFolders.under(home), SettingsStore.DEFAULT_PROFILE)) {
      Tray tray = new Tray(store);
      assertThat(tray.wanted()).isFalse();
      assertThatCode(tray::leave).doesNotThrowAnyException();
    }
  }
}
