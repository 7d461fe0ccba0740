package dev.hearth.settings;

import static dev.hearth.settings.SecretStore.Name.HUB_TOKEN;
import static dev.hearth.settings.SecretStore.Name.PROXY_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
  @TempDir Path home;

  @Test
  void secretsComeBackButAreNowhereInClear() throws Exception {
    var folders = AppFolders.under(home);
    new SecretStore(folders).put(PROXY_KEY, "hearth-s3cret");
    assertThat(new SecretStore(folders).get(PROXY_KEY)).contains("hearth-s3cret");
    assertThat(new SecretStore(folders).get(HUB_TOKEN)).isEmpty();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), "ISO-8859-1")).doesNotContain("s3cret");
      }
    }
  }

  @Test
  void aBlankSecretIsForgotten() {
    var store = new SecretStore(AppFolders.under(home));
    store.put(PROXY_KEY, "a");
    store.put(PROXY_KEY, " ");
    assertThat(store.get(PROXY_KEY)).isEmpty();
  }

  @Test
  void aCopiedSettingsFolderGivesNothingAway() throws Exception {
    var folders = AppFolders.under(home);
    new SecretStore(folders).put(PROXY_KEY, "a");
    Files.delete(folders.data().resolve("secrets.key"));
    assertThat(new SecretStore(folders).get(PROXY_KEY)).isEmpty();
  }
}
