package dev.hearth.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.practice.Talk.Answer;
import dev.hearth.testing.RawHttp;
import dev.hearth.wire.Json;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario, seen from a client. */
class ScenariosTest {
  private static PracticeServer server;

  @BeforeAll
  static void start() {
    server = PracticeServer.start(0, Pace.FAST);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyOneIsInTheGuide() throws IOException {
    String guide = Files.readString(Path.of("docs/practice.md"));

    assertThat(Scenarios.all())
        .allSatisfy(scenario -> assertThat(guide).contains("`" + scenario.keyword() + "`"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Scenario.class,
      names = {"STALL", "CUT", "GARBLED", "INVALID_UTF8", "ERROR_EVENT", "SLOW"},
      mode = EnumSource.Mode.EXCLUDE)
  void streamedAndWholeRepliesAreTheSame(Scenario scenario) throws IOException {
    if (scenario.group() == Scenario.Group.ERRORS) {
      return;
    }
    Answer whole = ask(scenario).with("max_tokens", "400").ask(server.url());
    Answer streamed = ask(scenario).with("max_tokens", "400").stream(server.url());

    assertThat(withoutIds(streamed)).isEqualTo(withoutIds(whole));
    assertThat(streamed.reason()).isEqualTo(whole.reason());
  }

  @Test
  void answersSayWhoSpeaks() throws IOException {
    Answer hello = Talk.user("Hello, who are you?").ask(server.url());
    Answer help = Talk.user("practice:help").ask(server.url());
    Answer text = Talk.user("practice:text").ask(server.url());
    Answer thought = Talk.user("Please show practice:think now").ask(server.url());

    assertThat(hello.content()).contains("not a language model", "Hello, who are you?");
    assertThat(Scenarios.all()).allSatisfy(s -> assertThat(help.content()).contains(s.keyword()));
    assertThat(text.content()).contains("practice", "```python", "| step |");
    assertThat(thought.reasoning()).contains("I am a script");
    assertThat(thought.content()).contains("practice");
  }

  @Test
  void aLongAnswerNeverRepeatsALine() throws IOException {
    String text = Talk.user("practice:long").ask(server.url()).content();

    assertThat(Tokens.count(text)).isGreaterThan(700);
    assertThat(text.lines()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"call, 1, ''", "parallel-calls, 2, ''", "think-call, 1, ''", "text-call, 1, I will"})
  void cleanCalls(String name, int calls, String prose) throws IOException {
    Answer answer =
        Talk.user("practice:" + name).tools(Talk.WEATHER, Talk.READ_FILE).ask(server.url());

    assertThat(answer.reason()).isEqualTo("tool_calls");
    assertThat(answer.calls()).isEqualTo(calls);
    assertThat(answer.content()).startsWith(prose);
    assertThat(answer.arguments(0)).isEqualTo("{\"city\":\"Berlin\",\"days\":3}");
    if (calls == 2) {
      assertThat(answer.tool(1)).isEqualTo("read_file");
      assertThat(answer.callId(0)).hasSize(32).isNotEqualTo(answer.callId(1));
    }
  }

  static Stream<Scenario> callsAsText() {
    return Scenarios.of(Scenario.Group.CALLS_AS_TEXT).stream();
  }

  @ParameterizedTest
  @MethodSource("callsAsText")
  void callsWrittenAsTextHoldNameAndValues(Scenario scenario) throws IOException {
    Answer answer = ask(scenario).ask(server.url());

    assertThat(answer.calls()).isZero();
    assertThat(answer.reason()).isEqualTo("stop");
    assertThat(answer.content()).contains("get_weather", "city", "Berlin", "days", "3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "fenced-tool-args ! ```json\\n"
            + "{\"tool\":\"get_weather\",\"args\":{\"city\":\"Berlin\",\"days\":3}}\\n"
            + "```",
        "fenced-name-arguments !"
            + " {\"name\":\"get_weather\",\"arguments\":{\"city\":\"Berlin\",\"days\":3}}\\n"
            + "```",
        "json-array ! [{\"name\":\"get_weather\",\"arguments\":{",
        "tool-call-json ! <tool_call>\\n{\"name\":\"get_weather\",\"arguments\":{",
        "tool-call-xml ! <tool_call>\\n"
            + "<function=get_weather>\\n"
            + "<parameter=city>\\n"
            + "Berlin\\n"
            + "</parameter>",
        "function-tags ! <function=get_weather>\\n<parameter=city>\\nBerlin\\n</parameter>",
        "mistral ! [TOOL_CALLS]get_weather{\"city\":",
        "mistral-array ! [TOOL_CALLS][{\"name\":\"get_weather\",",
        "args-marker ! get_weather[ARGS]{\"city\":\"Berlin\",\"days\":3}",
        "python-tag ! <|python_tag|>{\"name\":\"get_weather\",\"parameters\":{",
        "tool-code ! ```tool_code\\nget_weather(city=\"Berlin\", days=3)\\n```",
        "pythonic ! [get_weather(city=\"Berlin\", days=3)]",
        "deepseek ! <｜tool▁call▁begin｜>function<｜tool▁sep｜>get_weather\\n```json\\n{\"city\":",
        "harmony ! <|channel|>commentary to=functions.get_weather"
            + " <|constrain|>json<|message|>{\"city\":",
        "think-tags-call ! </think>\\n\\n<tool_call>\\n{\"name\":\"get_weather\""
      })
  void eachSyntaxIsWrittenAsItsModelsWriteIt(String name, String part) throws IOException {
    Answer answer = Talk.user("practice:" + name).tools(Talk.WEATHER).ask(server.url());

    assertThat(answer.content()).contains(part.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "unknown-tool ! open_sesame ! {\"city\":\"Berlin\",\"days\":3}",
        "near-miss-name ! Get_Weather ! {\"city\":\"Berlin\",\"days\":3}",
        "malformed-arguments ! get_weather ! {\"city\":\"Berlin\",\"days\":3, oops: ",
        "missing-field ! get_weather ! {\"days\":3}",
        "wrong-type ! get_weather ! {\"city\":{\"wrong\":true},\"days\":3}",
        "quoted-number ! get_weather ! {\"city\":\"Berlin\",\"days\":\"3\"}",
        "json-in-string ! get_weather ! \"{\\\"city\\\":\\\"Berlin\\\",\\\"days\\\":3}\"",
        "lone-value ! get_weather ! {\"city\":\"Berlin\",\"days\":3,\"tags\":\"practice\"}"
      })
  void badCallsAreBadInOneWay(String name, String tool, String arguments) throws IOException {
    Answer answer = Talk.user("practice:" + name).tools(Talk.WEATHER).ask(server.url());

    assertThat(answer.reason()).isEqualTo("tool_calls");
    assertThat(answer.tool(0)).isEqualTo(tool);
    assertThat(answer.arguments(0)).isEqualTo(arguments.stripTrailing() + endOf(arguments));
  }

  @Test
  void repliesThatAreNoCalls() throws IOException {
    Answer prose = Talk.user("practice:prose").tools(Talk.WEATHER).ask(server.url());
    Answer empty = Talk.user("practice:empty").tools(Talk.WEATHER).ask(server.url());
    Answer text = Talk.user("practice:bad-text-call").tools(Talk.WEATHER).ask(server.url());
    Answer several = Talk.user("practice:one-bad-of-several").tools(Talk.WEATHER).ask(server.url());

    assertThat(prose.content()).startsWith("Sure! I will now call the tool");
    assertThat(empty.content()).isEmpty();
    assertThat(empty.reason()).isEqualTo("stop");
    assertThat(text.content()).contains("\"name\":\"get_weather\",\"arguments\":{\"days\":3}");
    assertThat(several.calls()).isEqualTo(2);
    assertThat(several.arguments(0)).contains("city");
    assertThat(several.arguments(1)).doesNotContain("city");
  }

  @Test
  void repetitionGoesOnUntilAnEndIsPutToIt() throws IOException {
    Answer limited =
        Talk.user("practice:repetition").with("max_tokens", "500").stream(server.url());

    assertThat(limited.reason()).isEqualTo("length");
    assertThat(limited.content()).startsWith("I am thinking about it.\nI am thinking about it.\n");
    assertThat(Tokens.count(limited.content())).isBetween(400, 550);
  }

  @Test
  void theContextEndsWhatNothingElseDoes() throws IOException {
    try (PracticeServer small =
        PracticeServer.start(PracticeSettings.of(0, Pace.FAST).withContextSize(600))) {
      Answer answer = Talk.user("practice:repetition").ask(small.url());

      assertThat(answer.reason()).isEqualTo("length");
      assertThat(Tokens.count(answer.content())).isBetween(400, 650);
    }
  }

  @Test
  void truncatedReplies() throws IOException {
    Answer text = Talk.user("practice:truncated").ask(server.url());
    Answer call = Talk.user("practice:truncated-call").tools(Talk.WEATHER).ask(server.url());

    assertThat(text.reason()).isEqualTo("length");
    assertThat(call.reason()).isEqualTo("length");
    assertThat(call.arguments(0)).startsWith("{\"city\"").doesNotContain("}");
  }

  @Test
  void aStreamThatIsCut() throws IOException {
    try (RawHttp http = stream("practice:cut")) {
      assertThat(http.nextEvent()).isPresent();
      assertThatThrownBy(http::events).isInstanceOf(EOFException.class);
    }
    try (RawHttp http = RawHttp.connect(server.url())) {
      http.post("/v1/chat/completions", Talk.user("practice:cut").json());
      assertThatThrownBy(http::head).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aGarbledStreamHasOneEventThatIsNoJson() throws IOException {
    try (RawHttp http = stream("practice:garbled")) {
      List<String> events = http.events().stream().map(RawHttp.Event::data).toList();

      assertThat(events.getLast()).isEqualTo("[DONE]");
      assertThat(events.subList(0, events.size() - 1))
          .filteredOn(data -> Json.parse(data).isEmpty())
          .hasSize(1);
    }
    assertThat(Json.parse(whole("practice:garbled").body())).isEmpty();
  }

  @Test
  void invalidUtf8IsNoText() throws IOException {
    try (RawHttp http = stream("practice:invalid-utf8")) {
      byte[] body = http.response().body();

      assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)))
          .isInstanceOf(MalformedInputException.class);
      assertThat(new String(body, StandardCharsets.ISO_8859_1)).endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void anErrorEventEndsTheStream() throws IOException {
    try (RawHttp http = stream("practice:error-event")) {
      List<RawHttp.Event> events = http.events();

      JsonNode last = Json.parse(events.getLast().data()).orElseThrow();
      assertThat(last.at("/error/code").asInt()).isEqualTo(500);
      assertThat(events.size()).isGreaterThan(2);
    }
    assertThat(whole("practice:error-event").status()).isEqualTo(500);
  }

  @Test
  void aSlowModelLeavesGaps() throws IOException {
    long asked = System.nanoTime();
    try (RawHttp http = stream("practice:slow")) {
      List<RawHttp.Event> events = http.events();

      int tokens = events.size() - 3;
      assertThat(tokens).isGreaterThan(5);
      assertThat(events.getLast().nanoTime() - asked)
          .isGreaterThan((tokens - 1) * Pace.FAST.slowGap().toNanos());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http-401, 401, authentication_error, ''",
    "http-429, 429, rate_limit_error, 2",
    "http-500, 500, server_error, ''",
    "http-503, 503, unavailable_error, 1",
    "loading, 503, unavailable_error, ''",
    "context-overflow, 400, exceed_context_size_error, ''",
    "rejected-generation, 500, server_error, ''"
  })
  void serverErrorsComeBeforeAnyStream(String name, int status, String type, String retryAfter)
      throws IOException {
    for (String stream : List.of("true", "false")) {
      try (RawHttp http = RawHttp.connect(server.url())) {
        Talk talk = Talk.user("practice:" + name).with("stream", stream);
        RawHttp.Response response = http.post("/v1/chat/completions", talk.json()).response();

        assertThat(response.status()).isEqualTo(status);
        JsonNode error = Json.parse(response.body()).orElseThrow().path("error");
        assertThat(error.path("type").asText()).isEqualTo(type);
        assertThat(response.head().header("retry-after").orElse("")).isEqualTo(retryAfter);
      }
    }
  }

  @Test
  void successesThatAreNone() throws IOException {
    assertThat(whole("practice:no-choices").text()).isEqualTo("{\"practice\":true}");
    RawHttp.Response page = whole("practice:not-json");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.head().header("content-type")).contains("text/html");
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void whatNeedsToolsSaysSoWithoutThem(Scenario scenario) throws IOException {
    if (!scenario.needsTools()) {
      return;
    }
    Answer answer = Talk.user(scenario.keyword()).ask(server.url());

    assertThat(answer.content()).contains(scenario.keyword(), "must offer a");
    assertThat(answer.calls()).isZero();
  }

  @Test
  void whatNoOfferedToolAllowsIsSaid() throws IOException {
    Answer number = Talk.user("practice:quoted-number").tools(Talk.READ_FILE).ask(server.url());
    Answer list = Talk.user("practice:lone-value").tools(Talk.READ_FILE).ask(server.url());

    assertThat(number.content()).contains("a tool that takes a number");
    assertThat(list.content()).contains("a tool that takes a list");
  }

  private static Talk ask(Scenario scenario) {
    return Talk.user(scenario.keyword()).tools(Talk.WEATHER, Talk.READ_FILE);
  }

  private static RawHttp stream(String message) throws IOException {
    String body = Talk.user(message).with("stream", "true").json();
    return RawHttp.connect(server.url()).post("/v1/chat/completions", body);
  }

  private static RawHttp.Response whole(String message) throws IOException {
    try (RawHttp http = RawHttp.connect(server.url())) {
      return http.post("/v1/chat/completions", Talk.user(message).json()).response();
    }
  }

  private static ObjectNode withoutIds(Answer answer) {
    ObjectNode copy = answer.message().deepCopy();
    copy.path("tool_calls").forEach(call -> ((ObjectNode) call).remove("id"));
    return copy;
  }

  /** The table above cannot hold a trailing space. */
  private static String endOf(String arguments) {
    return arguments.stripTrailing().endsWith("oops:") ? " " : "";
  }

  @Test
  void keywordsAreFoundAnywhereAndTheLastCounts() {
    assertThat(Scenarios.namedIn("please: practice:call, thanks")).contains(Scenario.CALL);
    assertThat(Scenarios.namedIn("Practice:Near_Miss_Name")).contains(Scenario.NEAR_MISS_NAME);
    assertThat(Scenarios.namedIn("practice:text or practice: slow.")).contains(Scenario.SLOW);
    assertThat(Scenarios.namedIn("practice:nothing-like-this")).isEmpty();
    assertThat(Scenarios.namedIn("practice makes perfect")).isEmpty();
    assertThat(Arrays.stream(Scenario.values()).map(Scenario::keyword)).doesNotHaveDuplicates();
  }
}
