package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.runtime.server.ServerState;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.ModelSettings;
import dev.hearth.settings.Settings;
import dev.hearth.testing.RealLlama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tab;
import javafx.scene.input.Clipboard;
import javafx.scene.text.Text;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * By mouse alone: a folder is added, a real model started, its address copied, a program's request
 * watched as it happens, and a server that is killed started again.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals hold the server still and end it")
class RealServerTour extends DeskTour {
  private static final String MODEL = "tiny";
  private static final String OTHER = "another";

  private final Set<String> opened = new HashSet<>();

  @Test
  void aProgramsRequestAppearsLive() throws Exception {
    startByClicks();
    String shown = address();
    clickWhenShown("#strip-copy");
    String copied = fx(() -> Clipboard.getSystemClipboard().getString());
    assertThat(copied).isEqualTo(shown);
    clickWhenShown("#rail-traffic");
    CompletableFuture<String> answer;
    // Held still, the server cannot be through with the answer before anybody has looked.
    signal("STOP", ready().pid());
    try {
      answer = ask(copied);
      clickWhenShown("#traffic-table .table-row-cell .chip");
      until(() -> tabs().isVisible());
      until(() -> words(".card-user").contains("hello"));
      assertThat(statusOfRow()).isIn("reading", "queued", "waiting", "prefill");
      assertThat(answer).isNotDone();
    } finally {
      signal("CONT", ready().pid());
    }
    String reply = answer.get(60, TimeUnit.SECONDS);
    assertThat(reply).isNotBlank();
    until(() -> statusOfRow().equals("200"));
    until(() -> words(".card-assistant").contains(reply));
    assertThat(fx(() -> table().getItems())).hasSize(1);
    tabSays("attempts", reply);
    tabSays("stream", "Backend in");
    tabSays("tools", "No tools offered");
    tabSays("hops", "POST /v1/chat/completions");
    tabSays("timing", "First token");
    tabSays("raw", "POST /v1/chat/completions");
    tabSays("conversation", reply);
    assertThat(opened).containsExactlyInAnyOrderElementsOf(fx(this::tabIds));
  }

  private List<String> tabIds() {
    return tabs().getTabs().stream().map(Tab::getId).toList();
  }

  private void tabSays(String tab, String words) {
    clickWhenShown("#traffic-inspector .tab-header-area #tab-" + tab);
    until(() -> tabInFront().equals("tab-" + tab));
    until(() -> words(tabs().getSelectionModel().getSelectedItem().getContent()).contains(words));
    opened.add("tab-" + tab);
  }

  @Test
  void aKilledServerIsExplainedAndStartedAgain() throws Exception {
    startByClicks();
    long first = ready().pid();
    signal("KILL", first);
    until(() -> shown("#state-cause") && shown("#state-remedy"));
    assertThat(fx(() -> text("#state-cause")))
        .contains("killed from outside")
        .contains("not started again");
    assertThat(fx(() -> text("#state-remedy"))).contains("lower the context");
    until(() -> text("#card-state").equals("Failed") && text("#strip-state").equals("Failed"));
    shoot("real-server-killed");
    clickWhenShown("#model-start");
    untilReady();
    assertThat(ready().pid()).isNotEqualTo(first);
    until(() -> !shown("#state-cause") && shown("#state-serving"));
    assertThat(ask(address()).get(60, TimeUnit.SECONDS)).isNotBlank();
  }

  /** From an empty window to a model that answers, as somebody with a folder of models would. */
  private void startByClicks() throws Exception {
    Path program = RealLlama.require();
    Path models = Files.createDirectory(folder.resolve("models"));
    for (String name : List.of(OTHER, MODEL)) {
      ClockworkModel.write(
          models.resolve(name + ".gguf"), ClockworkModel.Options.defaults().withName(name));
    }
    openDesk(s -> managed(s, program));
    desk.home().proxyHost().start();
    clickWhenShown("#rail-models");
    clickWhenShown("#open-folders");
    dialogs.choose(models);
    clickWhenShown("#folder-choose");
    // With the first model found the folders give way to its card; rows move until all are found.
    until(() -> shown("#card-name") && row(MODEL).isPresent() && row(OTHER).isPresent());
    settle();
    robot.clickOn(fx(() -> onScreen(row(MODEL).orElseThrow())));
    until(() -> text("#card-name").equals(MODEL));
    until(() -> shown("#launch-command") && text("#launch-command").contains(MODEL + ".gguf"));
    clickWhenShown("#model-start");
    untilReady();
  }

  private Optional<Node> row(String model) {
    return robot
        .lookup("#model-table .name-cell .label")
        .match((Predicate<Node>) n -> n instanceof Label l && l.getText().equals(model))
        .tryQuery();
  }

  /** Where it is; the cell it is in may soon show another row. */
  private static Bounds onScreen(Node node) {
    return node.localToScreen(node.getLayoutBounds());
  }

  private void untilReady() {
    untilReal(() -> fx(() -> text("#strip-state")).equals("Ready"));
    until(() -> shown("#model-stop"));
  }

  /** Waits for what takes a real server its time on a busy machine. */
  private static void untilReal(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  private ServerState.Ready ready() {
    return (ServerState.Ready) desk.home().localModels().server(MODEL).orElseThrow().state();
  }

  private boolean shown(String selector) {
    return scene().lookup(selector) instanceof Node n
        && n.getScene() != null
        && visible(n)
        && !(n instanceof Labeled l && l.getText().isBlank());
  }

  private String statusOfRow() {
    return words("#traffic-table .table-row-cell:filled .chip");
  }

  private String words(String selector) {
    return fx(
        () ->
            robot.lookup(selector).queryAll().stream()
                .map(RealServerTour::words)
                .collect(Collectors.joining(" ")));
  }

  /** All that can be read in a part of the window. */
  private static String words(Node part) {
    return part.lookupAll("*").stream()
        .filter(RealServerTour::visible)
        .map(n -> n instanceof Text t && !(n instanceof FontIcon) ? t.getText() : "")
        .filter(t -> !t.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static boolean visible(Node node) {
    return node == null || node.isVisible() && visible(node.getParent());
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  private static Settings managed(Settings s, Path program) {
    ModelSettings m = s.models();
    return known(s, BackendSettings.Source.MANAGED, "")
        .withModels(
            new ModelSettings(
                program.toString(),
                m.hubEndpoint(),
                m.swapOnDemand(),
                m.maxServers(),
                m.idleUnloadMinutes(),
                false,
                m.usualForUnknownNames()));
  }

  /** Asks as a program with OpenAI's own library would, given nothing but what was copied. */
  private static CompletableFuture<String> ask(String address) {
    return CompletableFuture.supplyAsync(
        () -> {
          OpenAIClient client =
              OpenAIOkHttpClient.builder()
                  .baseUrl(address.endsWith("/v1") ? address : address + "/v1")
                  .apiKey("placeholder")
                  .maxRetries(0)
                  .build();
          var question =
              ChatCompletionCreateParams.builder()
                  .model(MODEL)
                  .maxCompletionTokens(40)
                  .addUserMessage("hello")
                  .build();
          try (var reply = client.chat().completions().createStreaming(question)) {
            return reply.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().content().stream())
                .collect(Collectors.joining());
          } finally {
            client.close();
          }
        });
  }
}
