package dev.hearth.desk.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.desk.services.RunView;
import dev.hearth.models.fit.MachineMemory;
import dev.hearth.models.fit.MeasuredMemory;
import dev.hearth.models.fit.MemoryNeed;
import dev.hearth.models.hub.HubModel;
import dev.hearth.models.library.Model;
import dev.hearth.models.preset.CacheType;
import dev.hearth.models.preset.GpuLayers;
import dev.hearth.models.preset.LaunchPreset;
import dev.hearth.runtime.binary.FlagHelp;
import dev.hearth.runtime.failure.FailureKind;
import dev.hearth.runtime.failure.ServerFailedException;
import dev.hearth.runtime.failure.ServerFailure;
import dev.hearth.runtime.log.LogLevel;
import dev.hearth.runtime.log.ServerLog;
import dev.hearth.runtime.server.ServerEndpoint;
import dev.hearth.runtime.server.ServerState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The view models of the Models place, without a window. */
class ModelsViewModelTest {
  private static final String CODER = "Qwen3-Coder-30B-A3B-Instruct-Q4_K_M";
  private static final InstantSource CLOCK = InstantSource.system();

  private final FakeModels fake = new FakeModels();

  private LaunchModel launch(Model model) {
    LaunchModel launch = new LaunchModel(fake, fake, Runnable::run);
    launch.machine(Optional.of(SampleModels.MACHINE));
    launch.show(Optional.of(model));
    return launch;
  }

  private Model coder() {
    return SampleModels.several().getFirst();
  }

  private CardModel card(Model model) {
    CardModel card =
        new CardModel(
            fake,
            fake,
            new LaunchModel(fake, fake, Runnable::run),
            new LogView(Runnable::run),
            CLOCK,
            Runnable::run);
    card.show(Optional.of(model));
    return card;
  }

  private static FlagHelp flag(String name) {
    return FakeModels.ABILITIES.help(name).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "Qwen3 Coder 30B,qwen3moe,Qwen3",
    "Qwen 3 4B,qwen3,Qwen3",
    "Meta Llama 3.1 70B Instruct,llama,Llama 3.1",
    "gemma-3-27b-it,gemma3,Gemma 3",
    "Gpt Oss,gpt-oss,Gpt",
    "gpt-oss-20b,gpt-oss,gpt-oss",
    "Phi-4,phi3,Phi 4",
    "DeepSeek-R1-Distill,qwen2,DeepSeek",
    "7B chat,llama,Llama"
  })
  void aFamilyIsToldFromTheName(String name, String architecture, String family) {
    assertThat(Family.ofName(name, architecture)).isEqualTo(family);
  }

  @Test
  void oneWordSaysWhetherItFits() {
    MachineMemory machine = SampleModels.MACHINE;
    Model small = SampleModels.model("a", "A", "llama", "Q4", SampleModels.GIB, 4096, 16);
    Model huge = SampleModels.model("b", "B", "llama", "Q8", 200 * SampleModels.GIB, 4096, 80);
    assertThat(word(small, machine).word()).isEqualTo(FitWord.Word.FITS);
    assertThat(word(small, machine).reason()).contains("GPU memory", "are free");
    assertThat(word(huge, machine).word()).isEqualTo(FitWord.Word.TOO_BIG);
    assertThat(word(coder(), machine).word()).isEqualTo(FitWord.Word.TIGHT);
    assertThat(word(coder(), machine).reason()).contains("tokens of context");
  }

  private static FitWord word(Model model, MachineMemory machine) {
    return FitWord.of(FitBook.report(model, LaunchPreset.defaults(), 0, machine));
  }

  @Test
  void theListIsGroupedAndFilteredByWordsAndMarks() {
    fake.list(SampleModels.several());
    fake.memory.set(Optional.of(SampleModels.MACHINE));
    try (ListModel list = new ListModel(fake, fake, Runnable::run, Runnable::run)) {
      assertThat(list.shownProperty().get().groups())
          .extracting(FamilyGroup::name)
          .containsExactly("Gemma 3", "gpt-oss", "Llama 3.1", "Mistral", "Qwen3");
      list.filterProperty().set(new ListFilter("qwen q8", Set.of()));
      assertThat(list.shownProperty().get().models()).isEqualTo(1);
      list.filterProperty().set(ListFilter.NONE.with(ListFilter.Mark.FAVOURITE, true));
      assertThat(list.shownProperty().get().groups().getFirst().rows().getFirst().model().alias())
          .isEqualTo(CODER);
      assertThat(list.first().orElseThrow().model().alias()).isEqualTo(CODER);
      fake.state("gpt-oss-20b-MXFP4", new ServerState.Stopping());
      assertThat(list.first().orElseThrow().model().alias()).isEqualTo("gpt-oss-20b-MXFP4");
    }
  }

  @Test
  void theContextSliderStopsAtUsualSizesAndTheTrainedOne() {
    ContextSteps steps = new ContextSteps(40_960);
    assertThat(steps.at(0)).isZero();
    assertThat(steps.at(steps.count() - 1)).isEqualTo(40_960);
    for (int i = 0; i < steps.count(); i++) {
      assertThat(steps.indexOf(steps.at(i))).isEqualTo(i);
    }
  }

  @Test
  void everyChangeOfTheSettingsMovesTheFitAndTheCommand() {
    LaunchModel launch = launch(coder());
    assertThat(launch.fitProperty().get().orElseThrow().lessContext()).isTrue();
    launch.context(262_144);
    long before = launch.fitProperty().get().orElseThrow().need().kvCache();
    launch.context(32_768);
    long after = launch.fitProperty().get().orElseThrow().need().kvCache();
    launch.cache(CacheType.Q8_0, CacheType.Q8_0);
    assertThat(after).isLessThan(before);
    assertThat(launch.fitProperty().get().orElseThrow().need().kvCache()).isLessThan(after);
    assertThat(launch.planProperty().get().orElseThrow().command())
        .contains("-c", "32768", "-ctk", "q8_0");
    launch.gpuLayers(new GpuLayers(10));
    assertThat(launch.fitProperty().get().orElseThrow().gpuLayers()).isEqualTo(10);
    assertThat(launch.dirty()).isTrue();
    launch.discard();
    assertThat(launch.dirty()).isFalse();
  }

  @Test
  void theVerdictOfALargeModelIsReckonedWellWithinTheBudget() {
    LaunchModel launch = launch(coder());
    launch.context(4096);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long begun = System.nanoTime();
      launch.context(8192 + i * 1024);
      times.add((System.nanoTime() - begun) / 1_000_000);
    }
    // The median, because one pause of a busy machine says nothing of the work itself.
    assertThat(times.stream().sorted().toList().get(10)).isLessThan(100);
  }

  @Test
  void adviceIsTakenAndThenNoLongerOffered() {
    LaunchModel launch = launch(coder());
    assertThat(launch.advised()).isTrue();
    launch.advise();
    assertThat(launch.advised()).isFalse();
    assertThat(FitWord.of(launch.fitProperty().get().orElseThrow()).word())
        .isNotEqualTo(FitWord.Word.TOO_BIG);
  }

  @Test
  void aDraftOutlivesNewsOfTheLibrary() {
    Model coder = coder();
    LaunchModel launch = launch(coder);
    launch.context(32_768);
    launch.show(Optional.of(SampleModels.noted(coder, coder.notes())));
    assertThat(launch.draftProperty().get().context()).isEqualTo(32_768);
    launch.show(Optional.of(SampleModels.several().get(1)));
    assertThat(launch.draftProperty().get().context()).isZero();
  }

  @Test
  void aFlagGoesIntoItsOwnFieldOrAmongTheFurtherOnes() {
    LaunchPreset preset = FlagChoice.with(LaunchPreset.defaults(), flag("-c"), "8192");
    assertThat(preset.context()).isEqualTo(8192);
    preset = FlagChoice.with(preset, flag("--mlock"), "");
    preset = FlagChoice.with(preset, flag("--rope-scale"), "2");
    preset = FlagChoice.with(preset, flag("--rope-scale"), "4");
    assertThat(preset.extraFlags()).containsExactly("--mlock", "--rope-scale", "4");
    List<FlagChange> changes = FlagChange.of(preset);
    assertThat(changes)
        .extracting(FlagChange::text)
        .containsExactly("-c 8192", "--mlock", "--rope-scale 4");
    for (FlagChange change : changes.reversed()) {
      preset = change.undo().apply(preset);
    }
    assertThat(preset).isEqualTo(LaunchPreset.defaults());
    LaunchPreset plain = preset;
    assertThatThrownBy(() -> FlagChoice.with(plain, flag("-c"), "many"))
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> FlagChoice.with(plain, flag("--rope-scale"), " "))
        .hasMessageContaining("needs a value");
  }

  @Test
  void flagsAreFoundByNameAndHelp() {
    List<FlagHelp> flags = FakeModels.ABILITIES.flags();
    assertThat(FlagChoice.matching(flags, "cache type"))
        .extracting(f -> f.names().getFirst())
        .containsExactly("-ctk", "-ctv");
  }

  @Test
  void aFlagOfHearthsOwnStandsInTheWayOfAStart() {
    CardModel card = card(coder());
    card.launch()
        .draftProperty()
        .set(FlagChoice.with(LaunchPreset.defaults(), flag("--port"), "9000"));
    assertThat(card.launch().refused()).isTrue();
    card.start();
    assertThat(fake.done).noneMatch(d -> d.startsWith("start"));
  }

  @Test
  void aStartKeepsTheDraftAndIsSeenAtOnce() {
    fake.list(SampleModels.several());
    CardModel card = card(coder());
    card.launch().context(16_384);
    card.start();
    assertThat(card.runProperty().get().state()).isInstanceOf(ServerState.Starting.class);
    assertThat(fake.done).containsSubsequence("save default", "start " + CODER);
  }

  @Test
  void aStartThatFailsBeforeThereIsAServerIsExplained() {
    CardModel card = card(coder());
    card.start();
    fake.starting.completeExceptionally(
        new ServerFailedException(
            new ServerFailure(FailureKind.NOT_EXECUTABLE, "There is no program.", "Install one.")));
    assertThat(card.problemProperty().get()).isEqualTo("There is no program. Install one.");
    assertThat(card.runProperty().get().state()).isInstanceOf(ServerState.Stopped.class);
    assertThat(card.startable()).isTrue();
  }

  @Test
  void theModelThatHasToGoIsNamed() {
    fake.state(
        "gpt-oss-20b-MXFP4",
        new ServerState.Starting(
            dev.hearth.runtime.server.StartStage.WEIGHTS,
            java.util.OptionalInt.empty(),
            "",
            Instant.now()));
    CardModel card = card(coder());
    assertThat(card.inTheWay()).contains("gpt-oss-20b-MXFP4");
    card.start();
    assertThat(((ServerState.Starting) card.runProperty().get().state()).detail())
        .contains("gpt-oss-20b-MXFP4");
  }

  @Test
  void theLogIsFilteredByLevelAndWordsAndNeverTellsALineTwice() {
    try (LogView view = new LogView(Runnable::run);
        ServerLog log = ServerLog.inMemory(CLOCK)) {
      log.append("I loading model");
      view.follow(Optional.of(log));
      log.append("error: out of memory");
      assertThat(view.shown()).hasSize(2);
      view.filter(LogLevel.ERROR, "memory");
      assertThat(view.shown())
          .singleElement()
          .satisfies(l -> assertThat(l.text()).contains("out of"));
      view.follow(Optional.empty());
      assertThat(view.shown()).isEmpty();
    }
  }

  @Test
  void theHubOffersQuantisationsWithTheirFit() {
    GetModel get = new GetModel(fake, () -> Optional.of(SampleModels.MACHINE), Runnable::run);
    get.search("qwen coder");
    assertThat(get.foundProperty().get()).extracting(HubModel::gated).contains(true);
    get.search("unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF");
    List<GetModel.Offer> offers = get.repositoryProperty().get().orElseThrow().offers();
    assertThat(offers).extracting(o -> o.choice().label()).startsWith("Q2_K", "Q4_K_M");
    assertThat(offers.getLast().fit().word()).isEqualTo(FitWord.Word.TOO_BIG);
    assertThat(offers).filteredOn(GetModel.Offer::usual).hasSize(1);
    get.download(offers.getFirst());
    assertThat(fake.transfers.now()).hasSize(1);
    get.search("nothing://such");
    assertThat(get.messageProperty().get()).contains("no model on the hub");
  }

  @Test
  void timesAreTheWordsPeopleUse() {
    Instant now = Instant.parse("2026-06-01T12:00:00Z");
    assertThat(Ago.text(now.minusSeconds(20), now)).isEqualTo("just now");
    assertThat(Ago.text(now.minus(Duration.ofHours(5)), now)).isEqualTo("5 h ago");
    assertThat(Ago.text(now.minus(Duration.ofDays(3)), now)).isEqualTo("3 d ago");
    assertThat(Ago.brief(now.minus(Duration.ofMinutes(46)), now)).isEqualTo("46 min");
    assertThat(Ago.brief(now.minus(Duration.ofDays(40)), now)).hasSizeLessThan(8);
  }

  @Test
  void theFitCountsWhatUnloadingTheOtherModelGivesBack() {
    Model model = coder();
    Model other = SampleModels.several().get(1);
    fake.list(List.of(model, other));
    fake.memory.set(Optional.of(SampleModels.MACHINE));
    CardModel card = card(model);
    card.launch().machine(Optional.of(SampleModels.MACHINE));
    long before = card.launch().fitProperty().get().orElseThrow().gpuFree();

    MemoryNeed taken = new MemoryNeed(2 * SampleModels.GIB, SampleModels.GIB, 0, 0, 0);
    fake.runs.set(
        Map.of(
            other.alias(),
            new RunView(
                ready(),
                0,
                0,
                false,
                Optional.empty(),
                Optional.of(new MeasuredMemory(taken, MemoryNeed.NOTHING)))));
    assertThat(card.launch().freed().model()).isEqualTo(other.alias());
    assertThat(card.launch().fitProperty().get().orElseThrow().gpuFree()).isGreaterThan(before);

    card.show(Optional.of(other));
    assertThat(card.launch().shows(card.launch().freed().model()))
        .as("a running model is not in its own way")
        .isTrue();
    card.close();
  }

  @Test
  void weightsInRamAreFreeAlreadyAsTheyAreMappedFromTheFile() {
    MemoryNeed taken = new MemoryNeed(8 * SampleModels.GIB, SampleModels.GIB, 0, 0, 0);
    RunView running =
        new RunView(
            ready(),
            0,
            0,
            false,
            Optional.empty(),
            Optional.of(new MeasuredMemory(MemoryNeed.NOTHING, taken)));
    assertThat(Freed.before("a", Map.of("b", running), 1))
        .isEqualTo(new Freed("b", SampleModels.GIB, 0));
    assertThat(Freed.before("a", Map.of("b", running), 2)).isEqualTo(Freed.NOTHING);
  }

  private static ServerState ready() {
    return new ServerState.Ready(
        new ServerEndpoint(URI.create("http://127.0.0.1:18080"), Optional.empty(), "b"),
        Optional.empty(),
        4711,
        0,
        Instant.EPOCH);
  }
}
