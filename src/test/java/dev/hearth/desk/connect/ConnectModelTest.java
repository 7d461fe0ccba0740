package dev.hearth.desk.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.clients.ClientCatalog;
import dev.hearth.clients.Probe;
import dev.hearth.clients.ProbeResult;
import dev.hearth.desk.services.ClientFacts;
import dev.hearth.desk.services.ClientSighting;
import dev.hearth.desk.services.ModelChoice;
import dev.hearth.desk.services.Threads;
import dev.hearth.desk.shell.UiState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectModelTest {
  @TempDir Path home;
  private final UiState state = UiState.inMemory();
  private FakeClientSetup setup;
  private ConnectModel model;

  @BeforeEach
  void open() {
    setup = new FakeClientSetup(home);
    model = newModel();
  }

  private ConnectModel newModel() {
    return new ConnectModel(
        ClientCatalog.load(),
        setup,
        new Threads(Runnable::run, Runnable::run),
        state,
        InstantSource.fixed(FakeClientSetup.NOW),
        home);
  }

  private ClientModel client(String id) {
    return model.find(id).orElseThrow();
  }

  @Test
  void textsHoldTheRealValuesAndFollowThem() {
    ClientModel claude = client("claude-code");
    assertThat(claude.textProperty().get())
        .contains("ANTHROPIC_BASE_URL=http://127.0.0.1:8081\n")
        .contains("ANTHROPIC_AUTH_TOKEN=" + FakeClientSetup.KEY)
        .contains("ANTHROPIC_MODEL=qwen3-coder-30b");
    setup.facts.set(
        new ClientFacts(
            URI.create("http://127.0.0.1:9000"),
            "any",
            false,
            List.of(new ModelChoice("other", 4096, ""))));
    assertThat(claude.textProperty().get())
        .contains("http://127.0.0.1:9000")
        .contains("ANTHROPIC_MODEL=other")
        .contains("WINDOW=4096");
  }

  @Test
  void theKeyIsOnlyOnTheScreenWhenAskedFor() {
    String text = client("claude-code").textProperty().get();
    assertThat(model.values().shown(text)).doesNotContain(FakeClientSetup.KEY).contains("••••");
    assertThat(model.values().keyText()).doesNotContain(FakeClientSetup.KEY);
    model.values().keyShownProperty().set(true);
    assertThat(model.values().shown(text)).isEqualTo(text);
    assertThat(model.values().keyText()).isEqualTo(FakeClientSetup.KEY);
  }

  @Test
  void theChosenModelAndClientAreRemembered() {
    model.values().choose(setup.facts.now().models().get(1));
    model.selectedProperty().set(client("zed"));
    model = newModel();
    assertThat(model.selectedProperty().get().app().id()).isEqualTo("zed");
    assertThat(model.values().address().model()).isEqualTo("gemma-3-12b");
    assertThat(model.values().address().context()).isEqualTo(32_768);
  }

  @Test
  void searchLooksAtNamesAndSummaries() {
    model.searchProperty().set("agent term");
    assertThat(model.shown()).extracting(c -> c.app().id()).contains("claude-code", "opencode");
    model.searchProperty().set("no such thing");
    assertThat(model.shown()).isEmpty();
  }

  @Test
  void writingIsShownFirstThenDoneTestedAndTakenBack() throws Exception {
    Path file = home.resolve(".claude/settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"model\":\"opus\"}");
    ClientModel claude = client("claude-code");
    claude.plan();
    assertThat(claude.write().stateProperty().get()).isInstanceOf(WriteState.Planned.class);
    assertThat(file).hasContent("{\"model\":\"opus\"}");
    claude.apply(true);
    WriteState.Written written = (WriteState.Written) claude.write().stateProperty().get();
    assertThat(written.backup()).hasValueSatisfying(b -> assertThat(b).exists());
    assertThat(file).content().contains("8081").contains("opus");
    assertThat(setup.tested).hasSize(1);
    assertThat(claude.write().undoableProperty().get()).isTrue();
    claude.write().undo();
    assertThat(claude.write().stateProperty().get()).isEqualTo(new WriteState.Undone(file));
    assertThat(file).hasContent("{\"model\":\"opus\"}");
    assertThat(claude.write().undoableProperty().get()).isFalse();
  }

  @Test
  void aChangeWorkedOutForOldValuesIsNotWritten() {
    ClientModel claude = client("claude-code");
    claude.plan();
    model.values().choose(setup.facts.now().models().get(1));
    claude.apply(false);
    assertThat(claude.write().stateProperty().get()).isEqualTo(new WriteState.Idle());
    assertThat(home.resolve(".claude/settings.json")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsSaidWithWhatToDoInstead() throws Exception {
    Path file = home.resolve(".claude/settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{ // mine\n}");
    client("claude-code").plan();
    assertThat(client("claude-code").write().stateProperty().get())
        .isInstanceOfSatisfying(
            WriteState.Refused.class,
            r -> assertThat(r.message()).contains("copy the text instead"));
  }

  @Test
  void ticksComeOneByOneWithTheRemedyOfWhatFailed() {
    ClientModel claude = client("claude-code");
    TrialModel trial = claude.trial();
    claude.test();
    assertThat(trial.steps())
        .extracting(TrialModel.Step::mark)
        .containsExactly(
            TrialModel.Mark.RUNNING,
            TrialModel.Mark.WAITING,
            TrialModel.Mark.WAITING,
            TrialModel.Mark.WAITING);
    for (Probe probe : Probe.values()) {
      boolean good = probe != Probe.TOOL;
      setup.told.accept(
          new ProbeResult(
              probe, good, Duration.ofMillis(84), "found", good ? "" : "Take another model."));
    }
    setup.testDone.complete(null);
    assertThat(trial.runningProperty().get()).isFalse();
    assertThat(trial.progress()).isEqualTo(1);
    assertThat(trial.steps().getFirst().time()).isEqualTo("84 ms");
    assertThat(trial.steps().getLast().mark()).isEqualTo(TrialModel.Mark.FAILED);
    assertThat(trial.steps().getLast().fix()).isEqualTo("Take another model.");
    assertThat(trial.summaryProperty().get()).isEqualTo("One thing does not work yet.");
  }

  @Test
  void aTestCanBeCalledOffAndItsLateResultsAreIgnored() {
    ClientModel claude = client("claude-code");
    claude.test();
    claude.trial().cancel();
    setup.told.accept(new ProbeResult(Probe.MODELS, true, Duration.ZERO, "late", ""));
    assertThat(setup.cancelled).isTrue();
    assertThat(claude.trial().steps())
        .allMatch(s -> s.mark() == TrialModel.Mark.SKIPPED)
        .hasSize(4);
    assertThat(claude.trial().summaryProperty().get()).isEqualTo("Called off.");
  }

  @Test
  void clientsThatCannotUseTheProxyAreNotTested() {
    assertThat(client("cursor").trial().possible()).isFalse();
    assertThat(client("codex").trial().possible()).isTrue();
    assertThat(client("claude-code").trial().possible()).isTrue();
  }

  @Test
  void launchingUsesTheChosenFolderAndSaysWhatWentWrong() {
    model.chooseFolder(home);
    client("claude-code").launch(model.folderProperty().get());
    assertThat(setup.launched).containsExactly("claude-code in " + home);
    setup.launchRefusal = "claude was not found on the PATH. Install it, then try again.";
    client("claude-code").launch(home);
    assertThat(client("claude-code").launchedProperty().get())
        .isEqualTo(new ClientModel.Outcome(false, setup.launchRefusal));
    assertThat(newModel().folderProperty().get()).isEqualTo(home);
  }

  @Test
  void sightingsReachTheirClientAndStrangersAreListed() {
    setup.sightings.set(
        List.of(
            new ClientSighting("zed", "Zed", FakeClientSetup.NOW.minusSeconds(130)),
            new ClientSighting("", "Qwen Code", FakeClientSetup.NOW.minusSeconds(5))));
    assertThat(client("zed").seenProperty().get()).isEqualTo("2 min ago");
    assertThat(client("curl").wasSeen()).isFalse();
    assertThat(model.others()).extracting(ClientSighting::name).containsExactly("Qwen Code");
    assertThat(model.ago(model.others().getFirst())).isEqualTo("just now");
  }

  @Test
  void closingEndsATestThatRuns() {
    client("zed").test();
    model.close();
    assertThat(setup.cancelled).isTrue();
  }
}
