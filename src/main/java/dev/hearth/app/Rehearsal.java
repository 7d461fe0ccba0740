package dev.hearth.app;

import dev.hearth.desk.controls.FxThread;
import dev.hearth.desk.controls.Pulse;
import dev.hearth.desk.services.ComposedRequest;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.shell.Action;
import dev.hearth.desk.shell.Shell;
import dev.hearth.settings.AppFolders;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.DeskSettings;
import dev.hearth.settings.Settings;
import dev.hearth.settings.SettingsStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * Opens the desk over throwaway folders, goes through its places once and closes it. A Java that is
 * told to note down what a program uses learns it here; see {@link StartCache}.
 */
final class Rehearsal {
  /** What a program is called with to rehearse. */
  static final String ARGUMENT = "--hearth-rehearsal";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Layout, painting and what follows from both. */
  private static final int PULSES = 4;

  private static final String REQUEST =
      "{\"model\":\"practice\",\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Read the notes in README.md\"}],"
          + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"read_file\",\"parameters\":"
          + "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}},"
          + "\"required\":[\"path\"]}}}]}";

  private Rehearsal() {}

  static void run() throws Exception {
    Path folder = Files.createTempDirectory("hearth-rehearsal");
    // The user's own models are nobody's business here.
    System.setProperty("user.home", folder.toString());
    try {
      AppFolders folders = AppFolders.under(folder.resolve("hearth"));
      try (var settings = SettingsStore.open(folders, SettingsStore.DEFAULT_PROFILE)) {
        settings.change(Rehearsal::choices);
      }
      DeskProgram.run(
          folders,
          shell -> Thread.ofPlatform().daemon().name("rehearsal").start(() -> play(shell)));
    } finally {
      delete(folder);
    }
  }

  /** Any free port, scripted replies, and no first page in the way. */
  private static Settings choices(Settings s) {
    DeskSettings d = s.desk();
    return s.withProxy(s.proxy().withPort(0))
        .withBackend(new BackendSettings(BackendSettings.Source.PRACTICE, "", ""))
        .withDesk(
            new DeskSettings(d.theme(), d.zoomPercent(), d.reducedMotion(), false, false, true));
  }

  private static void play(Shell shell) {
    try {
      settle();
      perform(shell, "shell.place.traffic");
      send(shell);
      for (String place : List.of("connect", "models", "traffic")) {
        perform(shell, "shell.place." + place);
      }
      for (String panel : List.of("settings.open", "shell.palette")) {
        perform(shell, panel);
        FxThread.run(() -> shell.overlay().close());
        settle();
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      System.err.println("The rehearsal was cut short: " + e.getMessage());
    } finally {
      FxThread.run(Rehearsal::quit);
    }
  }

  private static void perform(Shell shell, String action) throws InterruptedException {
    FxThread.run(() -> shell.actions().byId(action).ifPresent(Action::perform));
    settle();
  }

  private static void send(Shell shell)
      throws InterruptedException, ExecutionException, TimeoutException {
    var proxy = shell.services().proxy();
    Instant latest = Instant.now().plus(PATIENCE);
    while (proxy.status().now().state() != ProxyStatus.State.LISTENING) {
      if (Instant.now().isAfter(latest)) {
        throw new TimeoutException("the proxy does not listen");
      }
      settle();
    }
    byte[] body = REQUEST.getBytes(StandardCharsets.UTF_8);
    proxy
        .send(new ComposedRequest("/v1/chat/completions", List.of(), body))
        .done()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    settle();
  }

  private static void settle() throws InterruptedException {
    for (int i = 0; i < PULSES; i++) {
      var pulse = new CountDownLatch(1);
      Pulse.ofToolkit().next(pulse::countDown);
      pulse.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void quit() {
    Window.getWindows().stream()
        .filter(Stage.class::isInstance)
        .findFirst()
        .ifPresent(w -> w.fireEvent(new WindowEvent(w, WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
