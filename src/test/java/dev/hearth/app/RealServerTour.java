package dev.hearth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.hearth.practice.gguf.ClockworkModel;
import dev.hearth.settings.BackendSettings;
import dev.hearth.settings.ModelSettings;
import dev.hearth.settings.Settings;
import dev.hearth.testing.RealLlama;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;

/** A real model is started, its address copied, and a program's request watched as it happens. */
class RealServerTour extends DeskTour {
  @Test
  void aProgramsRequestAppearsLive() throws Exception {
    Path program = RealLlama.require();
    Path models = Files.createDirectory(folder.resolve("models"));
    ClockworkModel.write(
        models.resolve("tiny.gguf"), ClockworkModel.Options.defaults().withName("tiny"));
    openDesk(s -> managed(s, program));
    desk.home().localModels().library().addRoot(models);
    until(() -> desk.home().localModels().library().find("tiny").isPresent());
    desk.home().localModels().fleet().load("tiny").get(60, TimeUnit.SECONDS);
    until(() -> text("#strip-state").equals("Ready"));
    perform("shell.place.traffic");
    desk.home().proxyHost().start();
    String shown = address();
    robot.clickOn("#strip-copy");
    String copied = fx(() -> Clipboard.getSystemClipboard().getString());
    assertThat(copied).isEqualTo(shown);
    String answer = ask(copied).get(60, TimeUnit.SECONDS);
    assertThat(answer).isNotBlank();
    until(() -> table().getItems().size() == 1);
    chooseRow(0);
    until(() -> tabs().isVisible());
    everyTab(() -> assertThat(fx(this::contentHeight)).as(fx(this::tabInFront)).isPositive());
    fx(
        () -> {
          tabs().getSelectionModel().select(0);
          return null;
        });
    until(() -> !robot.lookup(".card-assistant").queryAll().isEmpty());
  }

  private double contentHeight() {
    var content = tabs().getSelectionModel().getSelectedItem().getContent();
    return content.getLayoutBounds().getHeight();
  }

  private static Settings managed(Settings s, Path program) {
    ModelSettings m = s.models();
    return known(s, BackendSettings.Source.MANAGED, "tiny")
        .withModels(m.withLlamaServer(program.toString()));
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
          try {
            return client
                .chat()
                .completions()
                .create(
                    ChatCompletionCreateParams.builder()
                        .model("tiny")
                        .maxCompletionTokens(40)
                        .addUserMessage("hello")
                        .build())
                .choices()
                .getFirst()
                .message()
                .content()
                .orElse("");
          } finally {
            client.close();
          }
        });
  }
}
