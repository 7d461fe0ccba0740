package dev.hearth.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {
  @TempDir Path home;
  private AppFolders folders;

  @BeforeEach
  void folders() {
    folders = AppFolders.under(home);
  }

  @Test
  void aNewUserGetsUsableDefaults() throws Exception {
    try (var store = SettingsStore.open(folders, "default")) {
      assertThat(store.current()).isEqualTo(Settings.DEFAULT);
      assertThat(SettingsCheck.of(store.current())).isEmpty();
      assertThat(store.current().proxy().host()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aChangeIsSavedAndToldToListeners() throws Exception {
    var told = new CopyOnWriteArrayList<Integer>();
    try (var store = SettingsStore.open(folders, "default")) {
      store.listen(s -> told.add(s.guard().maxRetries()));
      store.change(s -> s.withGuard(retries(s, 7)));
    }
    assertThat(told).containsExactly(3, 7);
    try (var again = SettingsStore.open(folders, "default")) {
      assertThat(again.current().guard().maxRetries()).isEqualTo(7);
    }
  }

  @Test
  void aWrongValueIsRefusedAtItsFieldAndNothingChanges() throws Exception {
    try (var store = SettingsStore.open(folders, "default")) {
      List<Problem> problems = store.change(s -> s.withGuard(retries(s, -1)));
      assertThat(problems).extracting(Problem::field).containsExactly("guard.maxRetries");
      assertThat(problems.getFirst().message()).contains("0 to 20");
      assertThat(store.current()).isEqualTo(Settings.DEFAULT);
      assertThat(store.path()).doesNotExist();
    }
  }

  @Test
  void servingTheNetworkWithoutAKeyIsRefused() {
    var p = ProxySettings.DEFAULT;
    var open =
        new ProxySettings(
            "0.0.0.0",
            p.port(),
            p.serveAtStart(),
            false,
            p.allowedHosts(),
            p.allowedOrigins(),
            p.reasoningReplay(),
            p.serialize(),
            p.queueLimit(),
            p.backendTimeoutSeconds(),
            p.loadTimeoutSeconds(),
            p.maxBodyMebibytes(),
            p.ignoreClientCredentials());
    assertThat(SettingsCheck.of(Settings.DEFAULT.withProxy(open)))
        .extracting(Problem::field)
        .containsExactly("proxy.host");
  }

  @Test
  void anUnreadableFileIsSetAsideAndSaid() throws Exception {
    Path file = folders.config().resolve("settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{ \"proxy\": ");
    try (var store = SettingsStore.open(folders, "default")) {
      assertThat(store.current()).isEqualTo(Settings.DEFAULT);
      assertThat(store.warning()).get().asString().contains("settings.json.unreadable");
      assertThat(file.resolveSibling("settings.json.unreadable")).hasContent("{ \"proxy\": ");
    }
  }

  @Test
  void anOlderDocumentKeepsItsValuesAndGetsNewFields() throws Exception {
    Path file = folders.config().resolve("settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "{\"version\":0,\"proxy\":{\"port\":9000,\"fromTheFuture\":1},\"guard\":null}");
    try (var store = SettingsStore.open(folders, "default")) {
      assertThat(store.current().proxy().port()).isEqualTo(9000);
      assertThat(store.current().guard()).isEqualTo(GuardChoices.DEFAULT);
      assertThat(store.current().version()).isEqualTo(Settings.CURRENT_VERSION);
    }
  }

  @Test
  void aChangeByAnotherProgramIsPickedUp() throws Exception {
    try (var store = SettingsStore.open(folders, "default")) {
      Files.writeString(store.path(), "{\"guard\":{\"maxRetries\":5}}");
      await().until(() -> store.current().guard().maxRetries() == 5);
    }
  }

  @Test
  void profilesAreApartAndTheirNamesCannotEscape() throws Exception {
    try (var work = SettingsStore.open(folders, "work")) {
      work.change(s -> s.withGuard(retries(s, 1)));
    }
    try (var usual = SettingsStore.open(folders, "default")) {
      assertThat(usual.current().guard().maxRetries()).isEqualTo(3);
    }
    assertThatThrownBy(() -> SettingsStore.open(folders, "../work"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static GuardChoices retries(Settings s, int retries) {
    var g = s.guard();
    return new GuardChoices(g.textPolicy(), retries, g.maxToolErrors(), g.disabledRules());
  }
}
