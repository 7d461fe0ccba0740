package dev.hearth.desk.traffic.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.desk.controls.ShownText;
import dev.hearth.practice.Scenario;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A request being written and the conversation it continues. Knows no control. */
final class ComposeModel {
  static final String CHAT = "/v1/chat/completions";

  /** A model that calls tools for ever is stopped here. */
  static final int MOST_ROUNDS = 8;

  private final StringProperty model = new SimpleStringProperty("");
  private final StringProperty system = new SimpleStringProperty("");
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty temperature = new SimpleStringProperty("");
  private final StringProperty topP = new SimpleStringProperty("");
  private final StringProperty maxTokens = new SimpleStringProperty("");
  private final StringProperty seed = new SimpleStringProperty("");
  private final BooleanProperty streaming = new SimpleBooleanProperty(true);
  private final BooleanProperty asJson = new SimpleBooleanProperty(false);
  private final StringProperty json = new SimpleStringProperty("");
  private final StringProperty path = new SimpleStringProperty(CHAT);
  private final ObjectProperty<Optional<Attachment>> image =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObservableList<CannedTool> tools =
      FXCollections.observableArrayList(CannedTool.SAMPLES);
  private final List<ObjectNode> talk = new ArrayList<>();
  private int rounds;

  /** A picture to send along. */
  record Attachment(String name, String mediaType, String base64) {}

  StringProperty modelProperty() {
    return model;
  }

  StringProperty systemProperty() {
    return system;
  }

  StringProperty textProperty() {
    return text;
  }

  StringProperty temperatureProperty() {
    return temperature;
  }

  StringProperty topPProperty() {
    return topP;
  }

  StringProperty maxTokensProperty() {
    return maxTokens;
  }

  StringProperty seedProperty() {
    return seed;
  }

  BooleanProperty streamingProperty() {
    return streaming;
  }

  BooleanProperty asJsonProperty() {
    return asJson;
  }

  StringProperty jsonProperty() {
    return json;
  }

  StringProperty pathProperty() {
    return path;
  }

  ObjectProperty<Optional<Attachment>> imageProperty() {
    return image;
  }

  ObservableList<CannedTool> tools() {
    return tools;
  }

  /** The messages said so far, oldest first. */
  List<ObjectNode> talk() {
    return List.copyOf(talk);
  }

  /** Begins a new conversation; what is set stays set. */
  void restart() {
    talk.clear();
    rounds = 0;
  }

  /** Takes a body over for editing. */
  void edit(String requestPath, String body) {
    path.set(requestPath);
    json.set(ShownText.of(body).note().isEmpty() ? ShownText.of(body).text() : body);
    asJson.set(true);
    restart();
  }

  /** Writes the message that lets the practice model do something, with a tool if it takes one. */
  void practise(Scenario scenario) {
    asJson.set(false);
    path.set(CHAT);
    boolean call = scenario.needsTools();
    text.set((call ? "Please read README.md. " : "Tell me about Hearth. ") + scenario.keyword());
    if (call && tools.stream().noneMatch(CannedTool::offered)) {
      if (tools.isEmpty()) {
        tools.add(CannedTool.SAMPLES.getFirst());
      } else {
        tools.set(0, tools.getFirst().offer(true));
      }
    }
  }

  /** Goes over to editing the request that the form stands for. */
  void formToJson() {
    path.set(CHAT);
    json.set(ShownText.pretty(body(false)));
    asJson.set(true);
  }

  /** Why it cannot be sent, empty when it can. */
  String problem() {
    if (asJson.get()) {
      return Json.parse(json.get()).filter(JsonNode::isObject).isPresent()
          ? ""
          : "The request is not a JSON object. Check for a missing comma or bracket.";
    }
    if (text.get().isBlank() && image.get().isEmpty() && talk.isEmpty()) {
      return "Write a message first.";
    }
    for (CannedTool tool : tools) {
      if (tool.offered() && !tool.problem().isEmpty()) {
        return tool.problem();
      }
    }
    return number("Temperature", temperature, 0, 5)
        .or(() -> number("Top p", topP, 0, 1))
        .or(() -> number("Most tokens", maxTokens, 1, 1_000_000))
        .or(() -> number("Seed", seed, Long.MIN_VALUE, Long.MAX_VALUE))
        .orElse("");
  }

  private static Optional<String> number(
      String name, StringProperty value, double least, double most) {
    if (value.get().isBlank()) {
      return Optional.empty();
    }
    try {
      double number = Double.parseDouble(value.get().strip());
      return number >= least && number <= most
          ? Optional.empty()
          : Optional.of(name + " lies between " + plain(least) + " and " + plain(most) + ".");
    } catch (NumberFormatException e) {
      return Optional.of(name + " is a number, or empty for the model's own.");
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** The bytes to send; the message written becomes part of the conversation. */
  byte[] send() {
    if (asJson.get()) {
      return json.get().getBytes(StandardCharsets.UTF_8);
    }
    rounds = 0;
    ObjectNode body = body(true);
    text.set("");
    image.set(Optional.empty());
    return Json.bytes(body);
  }

  /**
   * Takes a complete reply into the conversation. When it calls tools and each has a canned result,
   * answers with the bytes of the request that returns them.
   */
  Optional<byte[]> replied(String said, List<ToolCall> calls) {
    if (asJson.get()) {
      return Optional.empty();
    }
    talk.add(assistant(said, calls));
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    List<ObjectNode> results = new ArrayList<>();
    for (ToolCall call : calls) {
      Optional<CannedTool> tool =
          tools.stream().filter(t -> t.offered() && t.name().equals(call.name())).findFirst();
      if (tool.isEmpty()) {
        return Optional.empty();
      }
      results.add(
          Json.object()
              .put("role", "tool")
              .put("tool_call_id", call.id())
              .put("content", tool.get().result()));
    }
    talk.addAll(results);
    if (++rounds >= MOST_ROUNDS) {
      return Optional.empty();
    }
    return Optional.of(Json.bytes(request()));
  }

  private ObjectNode body(boolean take) {
    List<ObjectNode> before = List.copyOf(talk);
    if (talk.isEmpty() && !system.get().isBlank()) {
      talk.add(Json.object().put("role", "system").put("content", system.get().strip()));
    }
    if (!text.get().isBlank() || image.get().isPresent()) {
      talk.add(message());
    }
    ObjectNode body = request();
    if (!take) {
      talk.clear();
      talk.addAll(before);
    }
    return body;
  }

  private ObjectNode message() {
    ObjectNode message = Json.object().put("role", "user");
    if (image.get().isEmpty()) {
      return message.put("content", text.get().strip());
    }
    Attachment picture = image.get().get();
    ArrayNode parts = message.putArray("content");
    if (!text.get().isBlank()) {
      parts.addObject().put("type", "text").put("text", text.get().strip());
    }
    parts
        .addObject()
        .put("type", "image_url")
        .putObject("image_url")
        .put("url", "data:" + picture.mediaType() + ";base64," + picture.base64());
    return message;
  }

  private ObjectNode request() {
    ObjectNode body = Json.object();
    if (!model.get().isBlank()) {
      body.put("model", model.get().strip());
    }
    body.put("stream", streaming.get());
    ArrayNode messages = body.putArray("messages");
    talk.forEach(messages::add);
    put(body, "temperature", temperature);
    put(body, "top_p", topP);
    put(body, "max_tokens", maxTokens);
    put(body, "seed", seed);
    List<CannedTool> offered = tools.stream().filter(CannedTool::offered).toList();
    if (!offered.isEmpty()) {
      ArrayNode list = body.putArray("tools");
      offered.forEach(t -> list.add(tool(t)));
    }
    return body;
  }

  private static ObjectNode tool(CannedTool tool) {
    ObjectNode node = Json.object().put("type", "function");
    ObjectNode function = node.putObject("function");
    function.put("name", tool.name());
    if (!tool.description().isBlank()) {
      function.put("description", tool.description());
    }
    function.set("parameters", Json.parse(tool.schema()).orElse(Json.object()));
    return node;
  }

  /** Numbers go out as they were typed. */
  private static void put(ObjectNode body, String name, StringProperty value) {
    if (!value.get().isBlank()) {
      Json.parse(value.get().strip())
          .filter(JsonNode::isNumber)
          .ifPresent(number -> body.set(name, number));
    }
  }

  private static ObjectNode assistant(String said, List<ToolCall> calls) {
    ObjectNode message = Json.object().put("role", "assistant").put("content", said);
    if (!calls.isEmpty()) {
      ArrayNode list = message.putArray("tool_calls");
      for (ToolCall call : calls) {
        ObjectNode node = list.addObject().put("id", call.id()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
      }
    }
    return message;
  }
}
