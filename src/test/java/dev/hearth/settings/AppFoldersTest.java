package dev.hearth.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppFoldersTest {
  private final Path home = Path.of("/home/ada");

  @Test
  void linuxFollowsXdgAndIgnoresRelativePaths() {
    var folders =
        AppFolders.of(
            "Linux", home, Map.of("XDG_CONFIG_HOME", "/etc/ada", "XDG_DATA_HOME", "relative"));
    assertThat(folders.config()).isEqualTo(Path.of("/etc/ada/hearth"));
    assertThat(folders.data()).isEqualTo(home.resolve(".local/share/hearth"));
    assertThat(folders.cache()).isEqualTo(home.resolve(".cache/hearth"));
  }

  @Test
  void macUsesTheLibrary() {
    assertThat(AppFolders.of("Mac OS X", home, Map.of()).config())
        .isEqualTo(home.resolve("Library/Application Support/Hearth"));
  }

  @Test
  void oneVariableMovesEverything() {
    var folders = AppFolders.of("Linux", home, Map.of("HEARTH_HOME", "/tmp/h"));
    assertThat(folders).isEqualTo(AppFolders.under(Path.of("/tmp/h")));
  }
}
