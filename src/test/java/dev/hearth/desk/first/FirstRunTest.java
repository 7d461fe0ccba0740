package dev.hearth.desk.first;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.settings.FolderModel;
import dev.hearth.desk.settings.LlamaModel;
import dev.hearth.desk.tour.FakeFolders;
import dev.hearth.desk.tour.FakeLlama;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunTest {
  private static final Threads HERE = new Threads(Runnable::run, Runnable::run);

  @TempDir Path home;
  private final FakeServices services = new FakeServices();
  private final FakeFolders folders = FakeFolders.usual();
  private final FakeLlama llama = new FakeLlama();
  private final List<String> opened = new ArrayList<>();
  private final List<String> performed = new ArrayList<>();
  private SettingsStore store;
  private FirstRunModel model;

  @BeforeEach
  void open() throws IOException {
    store = SettingsStore.open(AppFolders.under(home), SettingsStore.DEFAULT_PROFILE);
    model =
        new FirstRunModel(
            store,
            new FolderModel(folders, HERE),
            new LlamaModel(llama, HERE),
            services.all().proxy(),
            HERE,
            opened::add,
            performed::add);
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void startTakesTheTickedFoldersOnly() {
    assertThat(model.needed()).isTrue();
    assertThat(model.models()).isEqualTo(15);
    model.tick(folders.folders.now().getLast()).set(false);
    model.sampleProperty().set(true);
    assertThat(model.models()).isEqualTo(12);
    assertThat(folders.folders.now()).allMatch(f -> f.root().enabled());
    model.start();
    assertThat(folders.folders.now().getLast().root().enabled()).isFalse();
    assertThat(folders.sampleAdded).isTrue();
    assertThat(model.needed()).isFalse();
    assertThat(opened).containsExactly("models");
    assertThat(services.proxy.now().state()).isEqualTo(ProxyStatus.State.LISTENING);
  }

  @Test
  void theSampleModelIsStartedWhereThereIsAProgramForIt() {
    llama.there.addAll(FakeLlama.usual().there);
    model.llama().look();
    model.sampleProperty().set(true);
    assertThat(model.outlook()).contains("started");
    model.start();
    assertThat(performed).containsExactly("models.sample");
    assertThat(folders.sampleAdded).isFalse();
  }

  @Test
  void thePracticeModelNeedsNothing() {
    model.practise();
    assertThat(store.current().backend().source()).isEqualTo(BackendSettings.Source.PRACTICE);
    assertThat(folders.sampleAdded).isFalse();
    assertThat(opened).containsExactly("traffic");
    assertThat(services.proxy.now().state()).isEqualTo(ProxyStatus.State.LISTENING);
    assertThat(performed).as("nothing to send to yet").isEmpty();
    for (int i = 0; i < 2; i++) {
      services.proxy.set(
          new ProxyStatus(
              ProxyStatus.State.LISTENING, "http://127.0.0.1:1/v1", 0, false, true, ""));
    }
    assertThat(performed).containsExactly("traffic.practise");
    model.start();
    assertThat(store.current().backend().source()).isEqualTo(BackendSettings.Source.MANAGED);
  }

  @Test
  void skippingTakesNoFolderAndChangesNothingElse() {
    model.skip();
    assertThat(folders.folders.now())
        .allSatisfy(f -> assertThat(f.root().enabled()).isEqualTo(f.root().own()));
    assertThat(model.needed()).isFalse();
    assertThat(store.current().withDesk(Settings.DEFAULT.desk())).isEqualTo(Settings.DEFAULT);
    assertThat(services.proxy.now()).isEqualTo(ProxyStatus.STOPPED);
    assertThat(opened).isEmpty();
  }

  @Test
  void theEndOfThePageAfterAnAnswerTakesNothingBack() {
    model.start();
    model.skip();
    assertThat(folders.folders.now()).allMatch(f -> f.root().enabled());
  }

  @Test
  void whatIsMissingIsSaidAsItIs() {
    assertThat(model.outlook()).contains("Without llama-server");
    llama.there.addAll(FakeLlama.usual().there);
    model.llama().look();
    assertThat(model.outlook()).isEqualTo("15 model files will be listed under Models.");
    folders.folders.now().forEach(f -> model.tick(f).set(false));
    assertThat(model.outlook()).contains("download one");
    model.sampleProperty().set(true);
    assertThat(model.outlook()).contains("sample model");
  }
}
