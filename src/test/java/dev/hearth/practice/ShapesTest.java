package dev.hearth.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.testing.RawHttp;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The practice server's messages against recordings of a real llama-server's. */
class ShapesTest {
  private static final int SMALL_CONTEXT = 4096;
  private static PracticeServer server;

  @BeforeAll
  static void start() {
    server =
        PracticeServer.start(
            PracticeSettings.of(0, Pace.FAST).withSlots(2).withContextSize(SMALL_CONTEXT));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "get-health, /health",
    "get-health, /v1/health",
    "get-props, /props",
    "get-v1-models, /v1/models",
    "get-v1-models, /models",
    "get-slots, /slots",
    "get-nope, /nope",
    "get-nope, /v1/chat/completions"
  })
  void whatCanBeRead(String capture, String path) throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      assertSame(http.get(path).response(), capture);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chat-text | {'messages':[{'role':'user','content':'practice:text'}]}",
        "chat-think | {'messages':[{'role':'user','content':'practice:think'}]}",
        "chat-tools-auto | {'messages':[{'role':'user','content':'practice:call'}],'tools':[TOOL]}",
        "chat-text-length |"
            + " {'max_tokens':3,'messages':[{'role':'user','content':'practice:text'}]}",
        "chat-n2 | {'n':2,'messages':[{'role':'user','content':'practice:text'}]}",
        "error-missing-messages | {'model':'practice'}",
        "error-messages-not-array | {'messages':'hi'}",
        "error-invalid-json | {'messages': [",
        "error-empty-body | ''",
        "error-wrong-type | {'temperature':'hot','messages':[]}",
        "chat-tools-bad-choice | {'messages':[],'tool_choice':'sometimes'}",
        "error-image-no-mmproj | {'messages':[{'role':'user','content':[{'type':'image_url'}]}]}",
        "error-context-overflow |"
            + " {'messages':[{'role':'user','content':'practice:context-overflow'}]}"
      })
  void wholeChats(String capture, String request) throws IOException {
    String body =
        request.equals("''") ? "" : request.replace('\'', '"').replace("TOOL", Talk.READ_FILE);
    try (RawHttp http = RawHttp.connect(server.url())) {
      assertSame(http.post("/v1/chat/completions", body).response(), capture);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokenize | /tokenize | {'content':'Hello! the file','with_pieces':true}",
        "detokenize | /detokenize | {'tokens':[73]}",
        "apply-template | /apply-template | {'messages':[{'role':'user','content':'Hi'}]}",
        "completions | /v1/completions | {'prompt':'Once','max_tokens':5}",
        "embeddings | /v1/embeddings | {'input':'Hi'}"
      })
  void otherCalls(String capture, String path, String request) throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      assertSame(http.post(path, request.replace('\'', '"')).response(), capture);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "chat-text-stream, practice:text, ''",
    "chat-text-stream-usage, practice:text, stream_options",
    "chat-think-stream, practice:think, ''",
    "chat-tools-stream, practice:call, stream_options",
    "chat-stream-timings-progress, practice:text, progress"
  })
  void streams(String capture, String message, String option) throws IOException {
    Talk talk = Talk.user(message).with("stream", "true");
    switch (option) {
      case "stream_options" -> talk.with("stream_options", "{\"include_usage\":true}");
      case "progress" -> talk.with("return_progress", "true").with("timings_per_token", "true");
      default -> {}
    }
    if (capture.contains("tools")) {
      talk.tools(Talk.READ_FILE);
    }
    try (RawHttp http = RawHttp.connect(server.url())) {
      RawHttp.Head head = http.post("/v1/chat/completions", talk.json()).head();
      assertThat(head.header("content-type")).contains("text/event-stream");
      List<String> ours = http.events().stream().map(RawHttp.Event::data).toList();
      List<String> theirs = events(capture);

      assertThat(ours.getLast()).isEqualTo("[DONE]").isEqualTo(theirs.getLast());
      assertThat(runs(ours)).isEqualTo(runs(theirs));
    }
  }

  @Test
  void aServerThatLoads() throws IOException {
    server.pretendToLoad(true);
    try (RawHttp http = RawHttp.connect(server.url())) {
      assertSame(http.get("/v1/models").response(), "chat-while-loading");
    } finally {
      server.pretendToLoad(false);
    }
  }

  @Test
  void aSlotAtWork() throws IOException {
    try (RawHttp busy = RawHttp.connect(server.url());
        RawHttp http = RawHttp.connect(server.url())) {
      Talk talk = Talk.user("practice:stall").with("stream", "true").with("max_tokens", "400");
      busy.post("/v1/chat/completions", talk.json());
      assertThat(busy.nextEvent()).isPresent();

      JsonNode slots = Json.parse(http.get("/slots").response().body()).orElseThrow();

      ObjectNode working = Json.object();
      working.putArray("slots").add(slots.get(0));
      ObjectNode real = Json.object();
      real.putArray("slots").add(Json.parse(body("slots-busy")).orElseThrow().get(0));
      assertThat(slots.get(0).get("is_processing").asBoolean()).isTrue();
      assertThat(shape(working)).isEqualTo(shape(real));
    }
  }

  @Test
  void noSlotIsFree() throws IOException {
    try (RawHttp first = RawHttp.connect(server.url());
        RawHttp second = RawHttp.connect(server.url());
        RawHttp http = RawHttp.connect(server.url())) {
      for (RawHttp busy : List.of(first, second)) {
        busy.post(
            "/v1/chat/completions", Talk.user("practice:stall").with("stream", "true").json());
        assertThat(busy.nextEvent()).isPresent();
      }

      assertSame(http.get("/slots?fail_on_no_slot=1").response(), "slots-fail-on-no-slot-busy");
    }
  }

  private static void assertSame(RawHttp.Response ours, String capture) throws IOException {
    String recording = read(capture);
    String status = recording.substring(0, recording.indexOf('\n')).split(" ")[2];
    assertThat(ours.status()).isEqualTo(Integer.parseInt(status));
    assertThat(ours.head().header("content-type")).contains("application/json; charset=utf-8");
    JsonNode real = Json.parse(body(capture)).orElseThrow();
    JsonNode practice = Json.parse(ours.body()).orElseThrow();
    assertThat(shape(practice)).isEqualTo(shape(real));
    if (ours.status() != 200) {
      assertThat(practice.at("/error/type")).isEqualTo(real.at("/error/type"));
      assertThat(practice.at("/error/code")).isEqualTo(real.at("/error/code"));
    }
  }

  /** The shapes in their order, equal neighbours once: how many there are does not matter. */
  private static List<String> runs(List<String> events) {
    List<String> runs = new ArrayList<>();
    for (String event : events) {
      String shape = event.startsWith("{") ? shape(Json.parse(event).orElseThrow()) : event;
      if (runs.isEmpty() || !runs.getLast().equals(shape)) {
        runs.add(shape);
      }
    }
    return runs;
  }

  /** Keys and types, without values and order; the kinds of an empty list are not known. */
  private static String shape(JsonNode node) {
    if (node.isObject()) {
      Set<String> fields = new TreeSet<>();
      node.properties().forEach(f -> fields.add(f.getKey() + ":" + shape(f.getValue())));
      return fields.toString();
    }
    if (node.isArray()) {
      boolean plain = node.isEmpty() || node.get(0).isValueNode();
      return plain ? "list" : "list of " + shape(node.get(0));
    }
    return node.getNodeType().toString();
  }

  private static List<String> events(String capture) throws IOException {
    return read(capture)
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring(6))
        .toList();
  }

  private static String body(String capture) throws IOException {
    return read(capture).split("\n\n", 2)[1].strip();
  }

  private static String read(String capture) throws IOException {
    try (InputStream in = ShapesTest.class.getResourceAsStream("captures/" + capture + ".http")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
