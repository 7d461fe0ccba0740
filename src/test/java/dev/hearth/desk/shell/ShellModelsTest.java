package dev.hearth.desk.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.desk.services.LiveValue;
import dev.hearth.desk.services.LogLine;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.services.ServerStatus;
import dev.hearth.desk.tour.FakeServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;

class ShellModelsTest {
  private static Action action(String id, String title, String group) {
    return Action.of(id, title, group, Feather.X, () -> {});
  }

  @Test
  void thePaletteFindsByWordStartsAndLettersInOrder() {
    List<Action> all =
        List.of(
            action("a", "Copy the proxy's URL", "Hearth"),
            action("b", "Compare with the marked request", "Traffic"),
            action("c", "Start Qwen3 Coder", "Models"));
    assertThat(PaletteModel.find(all, "co", List.of())).extracting(Action::id).startsWith("a", "b");
    assertThat(PaletteModel.find(all, "url copy", List.of()))
        .extracting(Action::id)
        .containsExactly("a");
    assertThat(PaletteModel.find(all, "qcdr", List.of()))
        .extracting(Action::id)
        .containsExactly("c");
    assertThat(PaletteModel.find(all, "traffic", List.of()))
        .extracting(Action::id)
        .containsExactly("b");
    assertThat(PaletteModel.find(all, "zzz", List.of())).isEmpty();
    assertThat(PaletteModel.find(all, "", List.of())).hasSize(3);
  }

  @Test
  void withNothingTypedThePaletteBeginsWithWhatWasDoneLately() {
    UiState state = UiState.inMemory();
    Recent recent = new Recent(state, "recent");
    List<Action> all =
        List.of(
            action("a", "Settings: Guard", "Hearth"),
            action("b", "Go to Models", "Hearth").on("Shortcut+1"),
            action("c", "Start Qwen3 Coder", "Models"));
    assertThat(PaletteModel.find(all, "", recent.all()))
        .extracting(Action::id)
        .containsExactly("b", "a", "c");
    recent.add("a");
    recent.add("c");
    recent.add("a");
    assertThat(PaletteModel.find(all, "", new Recent(state, "recent").all()))
        .extracting(Action::id)
        .containsExactly("a", "c", "b");
    for (int i = 0; i < 2 * Recent.MOST; i++) {
      recent.add("id" + i);
    }
    assertThat(recent.all()).hasSize(Recent.MOST).startsWith("id9");
  }

  @Test
  void whatCannotBeDoneNowIsNotOffered() {
    SimpleBooleanProperty can = new SimpleBooleanProperty(false);
    Action action = action("a", "Cancel", "Traffic").when(can);
    assertThat(PaletteModel.find(List.of(action), "cancel", List.of())).isEmpty();
    assertThat(action.perform()).isFalse();
    can.set(true);
    assertThat(PaletteModel.find(List.of(action), "cancel", List.of())).hasSize(1);
  }

  @Test
  void twoActionsOfOneNameAreAMistake() {
    Actions actions = new Actions();
    actions.add(List.of(action("a", "A", "G")));
    assertThatThrownBy(() -> actions.add(List.of(action("a", "B", "G"))))
        .hasMessageContaining("two actions are called a");
  }

  @Test
  void theStripSaysEachStateInWords() {
    LiveValue<ServerStatus> server = new LiveValue<>(ServerStatus.NONE);
    LiveValue<ProxyStatus> proxy = new LiveValue<>(ProxyStatus.STOPPED);
    try (StripModel strip = new StripModel(server, proxy, Runnable::run)) {
      assertThat(strip.stateText()).isEqualTo("No model");
      assertThat(strip.urlText()).isEqualTo("Proxy stopped");
      proxy.set(
          new ProxyStatus(
              ProxyStatus.State.LISTENING, "http://127.0.0.1:8081", 3, false, true, ""));
      assertThat(strip.stateText()).isEqualTo("Practice");
      assertThat(strip.modelText()).contains("not a real model");
      assertThat(strip.flightText()).isEqualTo("3 in flight");
      server.set(
          new ServerStatus(
              ServerStatus.Phase.LOADING, "qwen", "reading tensors", 0.42, 0, 1L << 30, 4L << 30));
      assertThat(strip.stateText()).isEqualTo("Loading 42 %");
      assertThat(strip.memoryText()).isEqualTo("1.0 GB of 4.0 GB");
      assertThat(strip.memoryShare()).isEqualTo(0.25);
    }
    server.set(ServerStatus.NONE);
  }

  @Test
  void theLogKeepsTheNewestAndCountsErrors() {
    FakeServices.Log source = new FakeServices.Log();
    try (LogModel log = new LogModel(source, Runnable::run)) {
      for (int i = 0; i < LogModel.MOST_LINES + 10; i++) {
        source.add(new LogLine(Instant.EPOCH, LogLine.Level.INFO, "proxy", "line " + i));
      }
      source.add(new LogLine(Instant.EPOCH, LogLine.Level.ERROR, "llama-server", "out of memory"));
      source.add(new LogLine(Instant.EPOCH, LogLine.Level.DEBUG, "proxy", "noise"));
      assertThat(log.errorsProperty().get()).isEqualTo(1);
      assertThat(log.shown()).hasSize(LogModel.MOST_LINES - 1);
      log.filter(LogLine.Level.WARN, "");
      assertThat(log.shown()).extracting(LogLine::text).containsExactly("out of memory");
      log.filter(LogLine.Level.DEBUG, "NOISE");
      assertThat(log.shown()).hasSize(1);
    }
  }

  @Test
  void theWindowsMemorySurvivesAndABrokenFileCostsNothingElse(@TempDir Path dir)
      throws IOException {
    Path file = dir.resolve("deep/window.json");
    UiStateFile state = new UiStateFile(file);
    state.put("window.width", 1280.0);
    state.put("window.place", "traffic");
    state.save();
    UiStateFile again = new UiStateFile(file);
    assertThat(again.number("window.width")).hasValue(1280);
    assertThat(again.text("window.place")).contains("traffic");
    Files.writeString(file, "{ not json");
    assertThat(new UiStateFile(file).text("window.place")).isEmpty();
    UiState odd = UiState.inMemory();
    odd.put("x", "wide");
    assertThat(odd.number("x")).isEmpty();
  }
}
