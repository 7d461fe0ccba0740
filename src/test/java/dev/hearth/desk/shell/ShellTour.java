package dev.hearth.desk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.desk.controls.EmptyState;
import dev.hearth.desk.services.LogLine;
import dev.hearth.desk.services.ProxyStatus;
import dev.hearth.desk.tour.FakeServices;
import dev.hearth.desk.tour.Tour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

class ShellTour extends Tour {
  private final FakeServices services = FakeServices.ready();
  private final List<String> done = new ArrayList<>();

  private final class Room implements Place {
    private final String title;
    private final Ikon icon;
    private final EmptyState node;
    private final List<Action> actions;

    Room(String title, Feather icon) {
      this.title = title;
      this.icon = icon;
      node =
          new EmptyState(
              icon,
              "Nothing in " + title + " yet",
              "This is what a person sees before the first thing happens here.",
              field());
      actions =
          List.of(
              Action.of(
                      title + ".x",
                      "Strike out in " + title,
                      title,
                      Feather.SCISSORS,
                      () -> done.add("x in " + title))
                  .on("X"));
    }

    private static TextField field() {
      TextField field = new TextField();
      field.setAccessibleText("Something to write");
      return field;
    }

    @Override
    public String id() {
      return title.toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String title() {
      return title;
    }

    @Override
    public Ikon icon() {
      return icon;
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public List<Action> actions() {
      return actions;
    }
  }

  @BeforeEach
  void openWindow() {
    services.log.add(
        new LogLine(Instant.now(), LogLine.Level.INFO, "proxy", "listening on 127.0.0.1:8081"));
    services.log.add(
        new LogLine(
            Instant.now(),
            LogLine.Level.WARN,
            "llama-server",
            "n_ctx_seq (4096) < n_ctx_train (32768)"));
    services.log.add(
        new LogLine(
            Instant.now(), LogLine.Level.ERROR, "proxy", "the backend refused the connection"));
    open(
        services.all(),
        shell ->
            List.of(
                new Room("Models", Feather.CPU),
                new Room("Traffic", Feather.ACTIVITY),
                new Room("Connect", Feather.LINK)),
        1280,
        800);
  }

  @Test
  void theStripAnswersTheThreeQuestions() {
    assertThat(this.<Label>find("#strip-state").getText()).isEqualTo("Ready");
    assertThat(this.<Label>find("#strip-model").getText()).contains("Qwen3-Coder-30B");
    assertThat(this.<Label>find("#strip-url").getText()).isEqualTo("http://127.0.0.1:8081/v1");
    robot.clickOn("#strip-copy");
    assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("http://127.0.0.1:8081/v1");
    services.proxy.set(ProxyStatus.failed("Port 8081 is taken by another program.", 8082));
    until(() -> this.<Label>find("#strip-url").getText().startsWith("Port 8081 is taken"));
    shoot("shell-port-taken");
    clickWhenShown("#strip-other-port");
    until(() -> this.<Label>find("#strip-url").getText().equals("http://127.0.0.1:8082/v1"));
    until(() -> !find("#strip-other-port").isVisible());
  }

  @Test
  void keysReachThePlaceInFrontAndNeverDisturbTyping() {
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
    until(() -> stage.getTitle().startsWith("Traffic"));
    fx(
        () -> {
          scene().getRoot().requestFocus();
          return null;
        });
    robot.type(KeyCode.X);
    until(() -> done.equals(List.of("x in Traffic")));
    robot.clickOn(".text-field");
    robot.write("xx");
    settle();
    assertThat(done).hasSize(1);
  }

  @Test
  void thePaletteFindsAndDoes() {
    robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    until(() -> !robot.lookup("#palette-query").queryAll().isEmpty());
    robot.write("strike conn");
    until(() -> this.<ListView<Action>>find("#palette-list").getItems().size() == 1);
    shoot("shell-palette");
    robot.type(KeyCode.ENTER);
    until(() -> done.contains("x in Connect"));
    assertThat(window.shell().overlay().isOpen()).isFalse();
  }

  @Test
  void theLogOpensFiltersAndCloses() {
    robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
    until(() -> this.<ListView<LogLine>>find("#log-lines").getItems().size() == 3);
    robot.write("refused");
    until(() -> this.<ListView<LogLine>>find("#log-lines").getItems().size() == 1);
    robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
    until(() -> robot.lookup("#log-lines").queryAll().isEmpty());
  }

  @Test
  void theQuestionMarkShowsAllKeysAndEscapeGoesBack() {
    fx(
        () -> {
          scene().getRoot().requestFocus();
          return null;
        });
    robot.press(KeyCode.F1).release(KeyCode.F1);
    until(() -> !robot.lookup(".key-overlay").queryAll().isEmpty());
    shoot("shell-keys");
    robot.type(KeyCode.ESCAPE);
    until(() -> !window.shell().overlay().isOpen());
  }

  @Test
  void itLooksRightEverywhere() {
    robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
    settle();
    shootAll("shell");
    fx(
        () -> {
          theme.appearanceProperty().set(theme.appearanceProperty().get().withZoom(200));
          return null;
        });
    shoot("shell-200-percent");
  }
}
