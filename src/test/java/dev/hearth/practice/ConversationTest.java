package dev.hearth.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.practice.Talk.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the practice model goes on in a conversation, which it knows from the messages alone. */
class ConversationTest {
  private static final String NUDGE =
      "Your last reply was not a valid tool call. Call one of the tools.";
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
  void withToolsItCallsTheOneTheMessageIsAbout() throws IOException {
    Answer weather =
        Talk.user("What is the weather in Paris?")
            .tools(Talk.READ_FILE, Talk.WEATHER)
            .ask(server.url());
    Answer file = Talk.user("Use read_file").tools(Talk.WEATHER, Talk.READ_FILE).ask(server.url());

    assertThat(weather.tool(0)).isEqualTo("get_weather");
    assertThat(weather.arguments(0)).isEqualTo("{\"city\":\"Paris\",\"days\":3}");
    assertThat(file.tool(0)).isEqualTo("read_file");
  }

  @Test
  void itRatherReadsThanChanges() throws IOException {
    String shell = tool("Bash", "\"command\":{\"type\":\"string\"}", "command");
    String write = tool("Write", "\"file_path\":{\"type\":\"string\"}", "file_path");
    String read = tool("Read", "\"file_path\":{\"type\":\"string\"}", "file_path");

    Answer any = Talk.user("Hello").tools(shell, write, read).ask(server.url());
    Answer onlyShell = Talk.user("Hello").tools(shell).ask(server.url());
    Answer onlyWrite = Talk.user("Hello").tools(write).ask(server.url());

    assertThat(any.tool(0)).isEqualTo("Read");
    assertThat(any.arguments(0)).isEqualTo("{\"file_path\":\"README.md\"}");
    assertThat(onlyShell.arguments(0)).isEqualTo("{\"command\":\"echo practice\"}");
    assertThat(onlyWrite.arguments(0)).isEqualTo("{\"file_path\":\"practice-example.txt\"}");
  }

  @Test
  void aToolsResultLeadsToAFinalAnswer() throws IOException {
    Talk talk = Talk.user("weather in Paris?").tools(Talk.WEATHER);
    Answer call = talk.ask(server.url());

    Answer last =
        talk.reply(call).toolResult(call.callId(0), "sunny, 24 degrees").ask(server.url());

    assertThat(last.calls()).isZero();
    assertThat(last.content()).contains("`get_weather` answered", "sunny, 24 degrees");
  }

  @Test
  void bothResultsOfTwoCallsAreTold() throws IOException {
    Talk talk = Talk.user("practice:parallel-calls").tools(Talk.WEATHER, Talk.READ_FILE);
    Answer calls = talk.ask(server.url());

    Answer last =
        talk.reply(calls)
            .toolResult(calls.callId(0), "sunny")
            .toolResult(calls.callId(1), "# Hearth")
            .ask(server.url());

    assertThat(last.content()).contains("sunny", "# Hearth", "`read_file`");
  }

  @Test
  void anAgentsNoteAfterAResultDoesNotHideTheResult() throws IOException {
    Talk talk = Talk.user("look it up").tools(Talk.WEATHER);
    Answer call = talk.ask(server.url());

    Answer last =
        talk.reply(call)
            .toolResult(call.callId(0), "rain")
            .and("user", "<system-reminder>Mind the list.</system-reminder>")
            .ask(server.url());

    assertThat(last.content()).contains("rain");
  }

  @Test
  void aNewQuestionIsANewStart() throws IOException {
    Talk talk = Talk.user("weather?").tools(Talk.WEATHER);
    Answer call = talk.ask(server.url());
    talk.reply(call).toolResult(call.callId(0), "rain");
    talk.reply(talk.ask(server.url()));

    Answer next = talk.and("user", "and in Paris?").ask(server.url());

    assertThat(next.arguments(0)).contains("Paris");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-tool",
        "malformed-arguments",
        "missing-field",
        "wrong-type",
        "json-in-string",
        "one-bad-of-several",
        "near-miss-name"
      })
  void aRefusedCallIsPutRightOnce(String name) throws IOException {
    Talk talk = Talk.user("practice:" + name).tools(Talk.WEATHER);
    Answer bad = talk.ask(server.url());
    talk.reply(bad);
    for (int i = 0; i < bad.calls(); i++) {
      talk.toolResult(bad.callId(i), "[Error] that was wrong");
    }

    Answer good = talk.ask(server.url());

    assertThat(good.calls()).isEqualTo(1);
    assertThat(good.tool(0)).isEqualTo("get_weather");
    assertThat(good.arguments(0)).isEqualTo("{\"city\":\"Berlin\",\"days\":3}");

    Answer last = talk.reply(good).toolResult(good.callId(0), "sunny").ask(server.url());
    assertThat(last.content()).contains("sunny").doesNotContain("that was wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prose", "empty", "repetition", "bad-text-call"})
  void aRefusedTextIsPutRightOnce(String name) throws IOException {
    Talk talk = Talk.user("practice:" + name).tools(Talk.WEATHER).with("max_tokens", "200");
    Answer bad = talk.ask(server.url());

    Answer good = talk.reply(bad).and("user", NUDGE).ask(server.url());
    Answer withoutEcho =
        Talk.user("practice:" + name).tools(Talk.WEATHER).and("user", NUDGE).ask(server.url());

    assertThat(bad.calls()).isZero();
    assertThat(good.arguments(0)).isEqualTo("{\"city\":\"Berlin\",\"days\":3}");
    assertThat(withoutEcho.calls()).isEqualTo(1);
  }

  @Test
  void alwaysMeansEveryAttemptUpToAnEnd() throws IOException {
    Talk talk = Talk.user("practice:unknown-tool always").tools(Talk.WEATHER);
    for (int attempt = 0; attempt <= 8; attempt++) {
      Answer bad = talk.ask(server.url());
      assertThat(bad.tool(0)).isEqualTo("open_sesame");
      talk.reply(bad).toolResult(bad.callId(0), "no such tool");
    }

    assertThat(talk.ask(server.url()).tool(0)).isEqualTo("get_weather");
  }

  @Test
  void aRepairedCallCountsAsCarriedOut() throws IOException {
    Talk talk =
        Talk.user("practice:quoted-number")
            .tools(Talk.WEATHER)
            .message(
                """
                {"role":"assistant","content":"","tool_calls":[{"id":"c1","type":"function",
                 "function":{"name":"get_weather","arguments":"{\\"city\\":\\"Berlin\\",\\"days\\":3}"}}]}
                """)
            .toolResult("c1", "cloudy");

    assertThat(talk.ask(server.url()).content()).contains("cloudy");
  }

  @Test
  void afterAFailureAPersonMayTalkAboutSomethingElse() throws IOException {
    Talk talk = Talk.user("practice:empty always");
    talk.reply(talk.ask(server.url()));

    Answer next = talk.and("user", "Good morning").ask(server.url());

    assertThat(next.content()).contains("Good morning");
  }

  @Test
  void aMessageAfterAGoodAnswerIsNoCorrection() throws IOException {
    Talk talk = Talk.user("practice:text").tools(Talk.WEATHER);
    talk.reply(talk.ask(server.url()));

    Answer next = talk.and("user", "Now call the weather tool for Paris").ask(server.url());

    assertThat(next.arguments(0)).contains("Paris");
  }

  @Test
  void aResultIsToldAlsoWhenNoToolsAreOfferedAnyMore() throws IOException {
    Talk talk = Talk.user("weather?").tools(Talk.WEATHER);
    Answer call = talk.ask(server.url());
    talk.reply(call).toolResult(call.callId(0), "fog").with("tools", "[]");

    assertThat(talk.ask(server.url()).content()).contains("fog");
  }

  @Test
  void demandsOnTheChoiceOfToolsAreMet() throws IOException {
    Answer named =
        Talk.user("Hello")
            .tools(Talk.READ_FILE, Talk.WEATHER)
            .with("tool_choice", "{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}")
            .ask(server.url());
    Answer none =
        Talk.user("Hello").tools(Talk.WEATHER).with("tool_choice", "\"none\"").ask(server.url());

    assertThat(named.tool(0)).isEqualTo("get_weather");
    assertThat(none.calls()).isZero();
  }

  @Test
  void whereOnlyCallsAreAllowedItAnswersThroughRespond() throws IOException {
    Talk talk =
        Talk.user("weather?")
            .tools(Talk.WEATHER, tool("respond", "\"message\":{\"type\":\"string\"}", "message"))
            .with("tool_choice", "\"required\"");
    Answer call = talk.ask(server.url());

    Answer last = talk.reply(call).toolResult(call.callId(0), "sunny").ask(server.url());

    assertThat(call.tool(0)).isEqualTo("get_weather");
    assertThat(last.tool(0)).isEqualTo("respond");
    assertThat(last.arguments(0)).contains("sunny");
  }

  @Test
  void aSchemaForTheAnswerIsFollowed() throws IOException {
    Answer answer =
        Talk.user("a title, please")
            .with(
                "response_format",
                """
                {"type":"json_schema","json_schema":{"schema":{"type":"object","properties":
                 {"title":{"type":"string"},"score":{"type":"number"}},
                 "required":["title","score"]}}}
                """)
            .ask(server.url());

    assertThat(answer.content()).isEqualTo("{\"title\":\"practice\",\"score\":3}");
  }

  @Test
  void aStopSequenceEndsTheText() throws IOException {
    Answer answer = Talk.user("practice:text").with("stop", "[\"comes from\"]").ask(server.url());

    assertThat(answer.content()).endsWith("This text ");
    assertThat(answer.reason()).isEqualTo("stop");
  }

  @Test
  void theTextOfAMessageMayComeInParts() throws IOException {
    Answer answer =
        Talk.user("first")
            .message(
                """
                {"role":"user","content":[{"type":"text","text":"a note"},
                 {"type":"text","text":"practice:think"}]}
                """)
            .ask(server.url());

    assertThat(answer.reasoning()).isNotEmpty();
  }

  private static String tool(String name, String properties, String required) {
    return """
    {"type":"function","function":{"name":"%s","parameters":{"type":"object",
     "properties":{%s},"required":["%s"]}}}
    """
        .formatted(name, properties, required);
  }
}
