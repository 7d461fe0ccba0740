package dev.hearth.desk.traffic.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.practice.Scenario;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComposeModelTest {
  private final ComposeModel model = new ComposeModel();

  private static JsonNode json(byte[] body) {
    return Json.parse(body).orElseThrow();
  }

  @Test
  void theFormBecomesARequestAndTheConversationGoesOn() {
    model.modelProperty().set("practice");
    model.systemProperty().set("Be brief.");
    model.textProperty().set("Hello");
    model.temperatureProperty().set("0.70");
    JsonNode first = json(model.send());
    assertThat(first.path("model").asText()).isEqualTo("practice");
    assertThat(Json.text(first.path("temperature"))).as("as typed").isEqualTo("0.70");
    assertThat(first.path("messages")).hasSize(2);
    assertThat(first.path("tools")).hasSize(1);
    assertThat(model.replied("Hi.", List.of())).isEmpty();
    model.textProperty().set("And now?");
    JsonNode second = json(model.send());
    assertThat(second.path("messages"))
        .extracting(m -> m.path("role").asText())
        .containsExactly("system", "user", "assistant", "user");
  }

  @Test
  void whatThePracticeModelIsToDoBringsTheToolItTakes() {
    model.tools().replaceAll(t -> t.offer(false));
    model.practise(Scenario.TEXT);
    assertThat(model.textProperty().get()).endsWith("practice:text");
    assertThat(json(model.send()).has("tools")).isFalse();
    model.practise(Scenario.UNKNOWN_TOOL);
    assertThat(model.problem()).isEmpty();
    assertThat(json(model.send()).path("tools")).hasSize(1);
    model.tools().clear();
    model.edit("/v1/messages", "{}");
    model.practise(Scenario.MISSING_FIELD);
    JsonNode body = json(model.send());
    assertThat(body.path("tools")).hasSize(1);
    assertThat(Json.text(body.path("messages"))).contains(Scenario.MISSING_FIELD.keyword());
  }

  @Test
  void calledToolsAreAnsweredFromTheirCannedResults() {
    model.textProperty().set("Read it");
    model.send();
    Optional<byte[]> next =
        model.replied("", List.of(new ToolCall("c1", "read_file", "{\"path\":\"README.md\"}")));
    JsonNode messages = json(next.orElseThrow()).path("messages");
    assertThat(messages.path(2).path("role").asText()).isEqualTo("tool");
    assertThat(messages.path(2).path("content").asText()).contains("Hearth");
    assertThat(model.replied("", List.of(new ToolCall("c2", "unknown", "{}")))).isEmpty();
  }

  @Test
  void aModelThatCallsForEverIsStopped() {
    model.textProperty().set("Go");
    model.send();
    int rounds = 0;
    while (model.replied("", List.of(new ToolCall("c", "read_file", "{}"))).isPresent()) {
      rounds++;
    }
    assertThat(rounds).isEqualTo(ComposeModel.MOST_ROUNDS - 1);
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsSent() {
    assertThat(model.problem()).isEqualTo("Write a message first.");
    model.textProperty().set("x");
    model.topPProperty().set("1.5");
    assertThat(model.problem()).isEqualTo("Top p lies between 0 and 1.");
    model.topPProperty().set("much");
    assertThat(model.problem()).contains("is a number");
    model.topPProperty().set("");
    model.tools().add(new CannedTool("bad name", "", "{}", "", true));
    assertThat(model.problem()).contains("bad name");
    model.tools().removeLast();
    model.tools().add(new CannedTool("odd", "", "[", "", true));
    assertThat(model.problem()).contains("not a JSON object");
    model.tools().removeLast();
    assertThat(model.problem()).isEmpty();
  }

  @Test
  void aPictureTravelsAsADataUrl() {
    model
        .imageProperty()
        .set(Optional.of(new ComposeModel.Attachment("a.png", "image/png", "AAAA")));
    JsonNode content = json(model.send()).path("messages").path(0).path("content");
    assertThat(content.path(0).path("image_url").path("url").asText())
        .isEqualTo("data:image/png;base64,AAAA");
    assertThat(model.imageProperty().get()).isEmpty();
  }

  @Test
  void aRecordedRequestIsEditedAsJsonAndSentByteForByte() {
    model.edit("/v1/messages", "{\"max_tokens\":1.0}");
    assertThat(model.problem()).isEmpty();
    model.jsonProperty().set("{\"max_tokens\":1.0}");
    assertThat(new String(model.send(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"max_tokens\":1.0}");
    model.jsonProperty().set("{");
    assertThat(model.problem()).contains("not a JSON object");
  }
}
