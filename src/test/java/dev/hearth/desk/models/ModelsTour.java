package dev.hearth.desk.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.services.HubTransfer;
import dev.hearth.desk.services.ProgramStatus;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.hub.DownloadProgress;
import dev.hearth.models.hub.DownloadState;
import dev.hearth.models.preset.CacheType;
import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.metrics.ServerMetrics;
import dev.hearth.runtime.server.ContextWindow;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.runtime.server.StartStage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The Models place as a person walks through it, over services the test holds. */
class ModelsTour extends Tour {
  private static final String CODER = "Qwen3-Coder-30B-A3B-Instruct-Q4_K_M";

  private final FakeServices services = FakeServices.ready();
  private final FakeModels fake = new FakeModels();
  private ModelsPlace place;

  private void openPlace() {
    fake.memory.set(Optional.of(SampleModels.MACHINE));
    open(
        services.all(),
        shell -> {
          place = new ModelsPlace(shell, fake.service());
          return List.of(place);
        },
        1280,
        800);
  }

  private void openWithModels() {
    fake.list(SampleModels.several());
    openPlace();
    until(() -> text("#card-name").equals(CODER));
  }

  private String text(String selector) {
    return robot.lookup(selector).tryQuery().map(n -> ((Label) n).getText()).orElse("");
  }

  private boolean there(String selector) {
    return robot.lookup(selector).queryAll().stream().anyMatch(ModelsTour::shown);
  }

  /** Whether a node and all it lies in are visible. */
  private static boolean shown(Node node) {
    return node == null || node.isVisible() && shown(node.getParent());
  }

  private static ServerState.Ready ready() {
    return new ServerState.Ready(
        new ServerEndpoint(URI.create("http://127.0.0.1:18080"), Optional.empty(), CODER),
        Optional.of(new ContextWindow(65_536, 65_536)),
        4711,
        0,
        Instant.now());
  }

  private static ServerMetrics metrics() {
    return new ServerMetrics(
        Instant.now(),
        120_000,
        8_000,
        OptionalDouble.of(1830),
        OptionalDouble.of(41.3),
        1,
        0,
        4,
        1,
        0,
        20_480,
        65_536,
        OptionalDouble.of(130),
        18L << 30);
  }

  @Test
  void theListShowsEveryModelByFamilyAndFilters() {
    openWithModels();
    TreeTableView<ListItem> table = find("#model-table");
    assertThat(fx(() -> table.getRoot().getChildren().stream().map(i -> i.getValue()).toList()))
        .contains(new FamilyRow("Qwen3", 3), new FamilyRow("Gpt-oss".toLowerCase(), 1));
    robot.clickOn("#model-search").write("q8");
    until(() -> table.getExpandedItemCount() == 4);
    robot.clickOn("#filter-favourite");
    until(() -> there("#filter-clear"));
    shoot("models-no-match");
    robot.clickOn("#filter-clear");
    until(() -> table.getExpandedItemCount() > 8);
    assertThat(text("#card-name")).isEqualTo(CODER);
  }

  @Test
  void aModelIsStartedByOneClickAndEveryStateHasItsCard() {
    openWithModels();
    shootAll("models-card");
    robot.clickOn("#model-start");
    until(() -> text("#state-stage").startsWith("Starting"));
    assertThat(fake.done).contains("start " + CODER);
    fake.state(
        CODER, new ServerState.Starting(StartStage.WEIGHTS, OptionalInt.of(64), "", Instant.now()));
    until(() -> text("#state-stage").equals("Loading the weights 64 %"));
    assertThat(this.<ProgressBar>find("#state-progress").getProgress()).isEqualTo(0.64);
    shoot("models-loading");
    ServerLog log = fake.newLog(CODER);
    log.append("I llama_model_loader: loaded meta data with 38 key-value pairs");
    log.append("W n_ctx_seq (65536) < n_ctx_train (262144)");
    fake.state(CODER, ready());
    until(() -> there("#metrics"));
    fx(
        () -> {
          fake.metricsListeners.forEach(l -> l.accept(metrics()));
          return null;
        });
    shootAll("models-ready");
    looks(dev.hearth.desk.theme.Appearance.Mode.LIGHT);
    fake.state(CODER, new ServerState.Sleeping(ready()));
    until(() -> text("#state-serving").startsWith("Asleep"));
    fake.state(CODER, new ServerState.Draining(ready(), 2));
    until(() -> text("#state-serving").startsWith("Finishing"));
    shoot("models-draining");
    robot.clickOn("#model-stop");
    until(() -> there("#model-start"));
    assertThat(fake.done).contains("stop " + CODER);
  }

  @Test
  void aFailureSaysCauseRemedyAndLinesAndTheLogIsSearched() {
    openWithModels();
    ServerLog log = fake.newLog(CODER);
    log.append("I load_tensors: loading model tensors");
    log.append(
        "E ggml_backend_cuda_buffer_type_alloc_buffer: allocating 18432.00 MiB on device 0: out of"
            + " memory");
    fake.state(
        CODER,
        new ServerState.Failed(
            new ServerFailure(
                FailureKind.OUT_OF_GPU_MEMORY,
                "The GPU has too little free memory for this model.",
                "Ask for fewer GPU layers or less context, or close what else uses the GPU.",
                List.of(
                    "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 18432.00 MiB on"
                        + " device 0: cudaMalloc failed: out of memory"))));
    until(() -> text("#state-cause").startsWith("The GPU has too little"));
    assertThat(text("#state-lines")).contains("out of memory");
    assertThat(this.<Button>find("#model-start").getText()).isEqualTo("Start again");
    shootAll("models-failed");
    robot.clickOn("#log");
    ListView<?> lines = find("#server-log");
    until(() -> lines.getItems().size() == 2);
    robot.clickOn("#server-log-search").write("out of memory");
    until(() -> lines.getItems().size() == 1);
    shoot("models-log");
  }

  @Test
  void theFitMovesWithTheSlidersAndTheCommandFollows() {
    openWithModels();
    Slider context = find("#fit-context");
    String before = text("#fit-reason");
    fx(
        () -> {
          context.setValue(5);
          return null;
        });
    until(() -> !text("#fit-reason").equals(before));
    until(() -> text("#launch-command").contains("-c "));
    fx(
        () -> {
          this.<javafx.scene.control.ChoiceBox<CacheType>>find("#fit-cache-k")
              .setValue(CacheType.Q8_0);
          return null;
        });
    until(() -> text("#launch-command").contains("-ctk q8_0"));
    shoot("models-changed");
    robot.clickOn("#launch-copy");
    assertThat(fx(() -> Clipboard.getSystemClipboard().getString())).contains("-ctk q8_0");
  }

  @Test
  void flagsAreSearchedSetAndTakenAwayAndPresetsKept() {
    openWithModels();
    robot.clickOn("#flag-search").write("port");
    until(() -> there(".flag-owned"));
    robot.clickOn("#flag-list .list-cell");
    settle();
    assertThat(there("#flag-add")).as("Hearth's own flags cannot be set").isFalse();
    shoot("models-owned-flag");
    fx(
        () -> {
          this.<javafx.scene.control.TextField>find("#flag-search").clear();
          return null;
        });
    robot.clickOn("#flag-search").write("mlock");
    ListView<?> flags = find("#flag-list");
    until(() -> flags.getItems().size() == 1);
    robot.clickOn("#flag-list .list-cell");
    shoot("models-flags");
    robot.clickOn("#flag-add");
    until(() -> text("#launch-command").contains("--mlock"));
    robot.clickOn("#preset-save-as");
    robot.clickOn("#preset-name").write("pinned").type(KeyCode.ENTER);
    until(() -> fake.done.contains("save pinned"));
    settle();
    shoot("models-preset");
    robot.clickOn(".flag-chip");
    until(() -> !text("#launch-command").contains("--mlock"));
  }

  @Test
  void theHubIsSearchedAndADownloadIsPausedAndGivenUp() {
    openWithModels();
    robot.clickOn("#open-get");
    robot.clickOn("#hub-query").write("qwen3 coder").type(KeyCode.ENTER);
    until(() -> there(".hub-hit"));
    shoot("models-hub");
    robot.clickOn(".hub-hit");
    until(() -> there(".hub-download"));
    shootAll("models-hub-offers");
    robot.clickOn(".hub-download");
    until(() -> there(".transfer-pause"));
    shoot("models-transfer");
    HubTransfer transfer = fake.transfers.now().getFirst();
    robot.clickOn(".transfer-pause");
    until(() -> transfer.progress().now().state() == DownloadState.PAUSED);
    robot.clickOn(".transfer-resume");
    until(() -> transfer.progress().now().state() == DownloadState.RUNNING);
    robot.clickOn(".transfer-cancel");
    until(() -> fake.transfers.now().isEmpty());
  }

  @Test
  void aModelThatHasArrivedIsOneClickAway() {
    openWithModels();
    robot.clickOn("#open-get");
    FakeModels.FakeTransfer arrived =
        fake.new FakeTransfer("unsloth/Qwen3-4B-GGUF", "Q6_K", 3L << 30);
    arrived.progress.set(
        new DownloadProgress(
            DownloadState.DONE, "sub/Qwen3-4B-Q6_K.gguf", 3L << 30, 3L << 30, 0, ""));
    fake.transfers.set(List.of(arrived));
    until(() -> there(".transfer-show"));
    robot.clickOn(".transfer-show");
    until(() -> text("#card-name").equals("Qwen3-4B-Q6_K"));
  }

  @Test
  void foldersAreAddedAndAFileThatIsNotListedIsExplained() {
    fake.folder(Path.of("/home/ada/.local/share/hearth/models"), "Hearth", 2, "");
    fake.folder(Path.of("/home/ada/.lmstudio/models"), "LM Studio", 14, "");
    fake.folder(
        Path.of("/mnt/nas/models"),
        "models",
        0,
        "The folder cannot be read. Check its permissions.");
    openWithModels();
    robot.clickOn("#open-folders");
    robot.clickOn("#why-path").write("/home/ada/notes.bin").type(KeyCode.ENTER);
    until(() -> text("#why-answer").contains("does not end in .gguf"));
    shootAll("models-folders");
    int tooBig = robot.lookup("Too big").queryAll().size();
    fake.memory.set(Optional.of(new MachineMemory(1 << 20, 1 << 20, List.of())));
    until(() -> robot.lookup("Too big").queryAll().size() > tooBig);
    assertThat(there("#folder-path")).as("open until it is closed, whatever changes").isTrue();
    robot.clickOn("#folder-path").write("/data/llm").type(KeyCode.ENTER);
    until(() -> fake.done.contains("add folder /data/llm"));
    dialogs.choose(Path.of("/data/more"));
    robot.clickOn("#folder-choose");
    until(() -> fake.done.contains("add folder /data/more"));
    robot.clickOn("#folder-choose");
    assertThat(dialogs.asked).as("called off the second time").hasSize(2);
    dialogs.choose(Path.of("/home/ada/other.bin"));
    robot.clickOn("#why-choose");
    until(() -> dialogs.asked.contains("The file that is not listed"));
    robot.type(KeyCode.ESCAPE);
    until(() -> there("#card-name"));
    fx(
        () -> {
          assertThat(place.drop(List.of(Path.of("/tmp/x.gguf")))).isTrue();
          return null;
        });
    until(() -> fake.done.contains("add /tmp/x.gguf"));
  }

  @Test
  void withoutModelsTheSampleIsOneClickAway() {
    fake.program.set(
        ProgramStatus.missing(
            "Models need llama.cpp's llama-server to run, and none was found on this machine."));
    openPlace();
    until(() -> there("#empty-sample"));
    shootAll("models-empty");
    robot.clickOn("#program-install");
    until(() -> there("#program-cancel"));
    assertThat(fake.done).contains("install");
    shoot("models-installing");
    robot.clickOn("#empty-sample");
    until(() -> fake.done.contains("start tiny-clockwork"));
    until(() -> text("#state-stage").startsWith("Starting"));
  }

  @Test
  void deletingNamesTheFilesFirst() {
    openWithModels();
    robot.clickOn("#model-table");
    robot.type(KeyCode.DELETE);
    until(() -> there("#delete-confirm"));
    assertThat(text("#delete-files")).endsWith(".gguf");
    shoot("models-delete");
    robot.clickOn("#delete-confirm");
    until(() -> fake.done.stream().anyMatch(d -> d.startsWith("delete ")));
  }

  @Test
  void aModelCanBeRenamedAndIsReadableAtTwiceTheSize() {
    openWithModels();
    robot.clickOn("#card-rename");
    robot.write("coder").type(KeyCode.ENTER);
    until(() -> text("#card-name").equals("coder"));
    robot.clickOn("#card-rename");
    robot.write("two words").type(KeyCode.ENTER);
    until(() -> text("#card-problem").contains("without spaces"));
    fx(
        () -> {
          theme.appearanceProperty().set(theme.appearanceProperty().get().withZoom(200));
          return null;
        });
    shoot("models-200-percent");
  }

  @Test
  void twoHundredModelsAreListedAtOnce() {
    fake.list(SampleModels.many(200));
    long before = System.nanoTime();
    openPlace();
    until(() -> there("#model-table"));
    TreeTableView<ListItem> table = find("#model-table");
    until(() -> table.getExpandedItemCount() == 220);
    System.out.printf("window with 200 models: %d ms%n", (System.nanoTime() - before) / 1_000_000);
    shoot("models-200");
  }
}
