package dev.hearth.traffic.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.sstoehr.harreader.HarReader;
import de.sstoehr.harreader.model.Har;
import de.sstoehr.harreader.model.HarEntry;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.codec.ExchangeJson;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Origin;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.redact.Redactor;
import dev.hearth.traffic.redact.SecretMask;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {
  private static final String SECRET = "sk-abcdefghijklmnopqrstuvwxyz012345";

  @TempDir Path dir;
  private final Exporter masked = new Exporter(new Redactor(SecretMask.standard()));
  private final Exporter open = new Exporter(new Redactor(SecretMask.none()));

  private final Exchange retried = Script.fold(Script.retried("a"));

  /** Awkward in every way: quotes, markup, several lines, a secret, unusual characters. */
  private final Exchange awkward =
      Script.of("b")
          .received(
              0,
              "/v1/chat/completions?a=1&b=%20x",
              new Header("Authorization", "Bearer " + SECRET),
              new Header("Host", "localhost:8790"),
              new Header("X-Note", "it's \"quoted\""))
          .understood(
              1,
              "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"it's <b>bold</b> &"
                  + " \\\"quoted\\\" with "
                  + SECRET
                  + " 中文 \\u0000\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"run\"}}]}",
              "run")
          .sent(2)
          .firstToken(3)
          .judged(
              5,
              Decision.RESCUED,
              "<tool_call>{\"name\":\"run\"}</tool_call>",
              List.of(new ToolCall("c1", "run", "{\"cmd\":\"echo '<script>alert(1)</script>'\"}")),
              Script.finding("CALL_AS_TEXT", "run"))
          .answered(6, 200)
          .client(7, "{\"choices\":[{\"delta\":{\"content\":\"Running \"}}]}")
          .client(
              8,
              "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"run\",\"arguments\":\"{\\\"cmd\\\":1}\"}}]}}]}")
          .client(9, "first line\nsecond line")
          .noted(9, "looks odd")
          .finished(10, 20, 5)
          .exchange();

  private final Exchange failed =
      Script.of("c")
          .received(0, "/v1/messages")
          .understood(1, "{\"messages\":[]}")
          .sent(2)
          .failed(9, 502, "no <backend>")
          .exchange();

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void secretsAreMaskedUnlessTheUserSaysOtherwise(ExportFormat format) throws IOException {
    assertThat(write(masked, format, awkward)).doesNotContain(SECRET);
    assertThat(write(open, format, awkward)).contains(SECRET);
  }

  @ParameterizedTest
  @EnumSource(names = {"HAR", "JSONL"})
  void whatIsExportedCanBeReadBackWithoutLoss(ExportFormat format) throws IOException {
    Path file = dir.resolve("file");
    Files.writeString(file, write(open, format, retried, awkward, failed));
    List<Exchange> back = new ArrayList<>();
    Importer.Imported imported = new Importer().read(file, back::add);
    assertThat(imported).isEqualTo(new Importer.Imported(3, List.of()));
    List<Exchange> expected = List.of(retried, awkward, failed);
    for (int i = 0; i < 3; i++) {
      Exchange one = expected.get(i);
      assertThat(json(back.get(i)))
          .isEqualTo(json(one.with(one.summary().from(Origin.IMPORT, ""))));
    }
    assertThat(write(open, format, back.toArray(Exchange[]::new)).replace("IMPORT", "LIVE"))
        .isEqualTo(write(open, format, retried, awkward, failed));
  }

  private static JsonNode json(Exchange exchange) {
    return ExchangeJson.inline().write(exchange);
  }

  @Test
  void anIndependentReaderTakesTheArchive() throws Exception {
    Har har =
        new HarReader().readFromString(write(masked, ExportFormat.HAR, retried, awkward, failed));
    assertThat(har.log().version()).isEqualTo("1.2");
    assertThat(har.log().entries()).hasSize(3);
    HarEntry first = har.log().entries().getFirst();
    assertThat(first.startedDateTime().toInstant()).isEqualTo(Script.NOON);
    assertThat(first.time()).isEqualTo(130);
    assertThat(first.request().method()).isEqualTo("POST");
    assertThat(first.request().postData().text()).contains("read the readme");
    assertThat(first.response().status()).isEqualTo(200);
    assertThat(first.response().content().text()).isEqualTo("data: {\"choices\":[]}\n\n");
    assertThat(first.timings().receive()).isEqualTo(40);
    HarEntry second = har.log().entries().get(1);
    assertThat(second.request().url())
        .isEqualTo("http://localhost:8790/v1/chat/completions?a=1&b=%20x");
    assertThat(second.request().queryString().get(1).value()).isEqualTo(" x");
    assertThat(second.additional()).containsKey("_hearth");
    assertThat(second.response().additional().get("_sseEvents"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(3);
  }

  @Test
  void archivesOfOtherProgramsAreReadAsFarAsTheyTell() throws Exception {
    Path file = dir.resolve("foreign.har");
    Files.writeString(
        file,
        """
        {"log":{"version":"1.2","creator":{"name":"x","version":"1"},"pages":[],"entries":[
         {"startedDateTime":"2026-11-20T10:00:00.000+01:00","time":1500,
          "request":{"method":"POST","url":"https://api.example/v1/chat/completions","headers":[{"name":"User-Agent","value":"opencode/1.2"}],
           "postData":{"mimeType":"application/json","text":"{\\"model\\":\\"m\\",\\"stream\\":true,\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"hello there\\"}],\\"tools\\":[{\\"function\\":{\\"name\\":\\"ls\\"}}]}"}},
          "response":{"status":200,"headers":[],"content":{"mimeType":"text/event-stream","text":"data: {\\"choices\\":[{\\"delta\\":{\\"content\\":\\"hi\\"}}]}\\r\\n\\r\\nevent: x\\ndata: a\\ndata: b\\n\\n"}}},
         {"startedDateTime":"not a time","request":{},"response":{}},
         {"startedDateTime":"2026-11-20T10:00:01Z","time":3,"request":{"method":"GET","url":"https://api.example/v1/models","headers":[]},
          "response":{"status":404,"headers":[],"content":{"mimeType":"application/json","text":"e30=","encoding":"base64"}}}
        ]}}
        """);
    List<Exchange> back = new ArrayList<>();
    Importer.Imported imported = new Importer().read(file, back::add);
    assertThat(imported.read()).isEqualTo(2);
    assertThat(imported.problems()).singleElement().asString().startsWith("In entry 2:");
    Exchange chat = back.getFirst();
    assertThat(chat.summary().asked().model()).isEqualTo("m");
    assertThat(chat.summary().asked().tools()).containsExactly("ls");
    assertThat(chat.summary().caller().client()).isEqualTo("opencode");
    assertThat(chat.said()).isEqualTo("hello there");
    assertThat(chat.attempts().getFirst().output()).isEqualTo("hi");
    assertThat(chat.answer().events().getLast().data()).isEqualTo("a\nb");
    assertThat(chat.answer().events().getLast().type()).isEqualTo("x");
    assertThat(back.getLast().summary().phase()).isEqualTo(Phase.FAILED);
    assertThat(back.getLast().answer().body().text()).isEqualTo("{}");
  }

  @Test
  void brokenLinesAreReportedAndTheRestIsRead() throws Exception {
    Path file = dir.resolve("x.jsonl");
    Files.writeString(
        file,
        "\n{broken\n" + write(open, ExportFormat.JSONL, retried) + "{\"a\":1}\n{\"hearth\":99}\n");
    List<Exchange> back = new ArrayList<>();
    Importer.Imported imported = new Importer().read(file, back::add);
    assertThat(back).hasSize(1);
    assertThat(imported.problems()).hasSize(3);
    assertThat(imported.problems().get(0)).startsWith("In line 2: this is no JSON");
    assertThat(imported.problems().get(1)).contains("no exchange written by Hearth");
    assertThat(imported.problems().get(2)).contains("newer Hearth");
  }

  @Test
  void fineTuningLearnsOnlyWhatPassedTheGuard() throws IOException {
    Exchange gaveUp =
        Script.of("g")
            .received(0)
            .understood(1, "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
            .sent(2)
            .judged(3, Decision.GAVE_UP, "nonsense", List.of())
            .finished(4, 1, 1)
            .exchange();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Exporter.Exported exported =
        open.write(
            ExportFormat.FINE_TUNING, List.of(retried, awkward, failed, gaveUp).iterator(), out);
    assertThat(exported).isEqualTo(new Exporter.Exported(2, 2));
    List<JsonNode> examples =
        out.toString(StandardCharsets.UTF_8).lines().map(l -> Json.parse(l).orElseThrow()).toList();
    JsonNode first = examples.getFirst().path("messages");
    assertThat(first).hasSize(2);
    assertThat(first.get(1).path("tool_calls").get(0).path("function").path("name").asText())
        .isEqualTo("read_file");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .doesNotContain("just talk", "Please call", "<tool_call>");
    assertThat(examples.get(1).path("messages").get(1).path("content").asText())
        .isEqualTo("Running ");
    assertThat(examples.get(1).path("tools")).hasSize(1);
  }

  @Test
  void fineTuningTranslatesTheOtherDialect() {
    Exchange anthropic =
        Script.of("t")
            .received(0)
            .understood(
                1,
                "{\"system\":[{\"type\":\"text\",\"text\":\"Be"
                    + " kind\"}],\"tools\":[{\"name\":\"ls\",\"input_schema\":{\"type\":\"object\"}}],\"messages\":["
                    + "{\"role\":\"user\",\"content\":\"list\"},"
                    + "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"},{\"type\":\"text\",\"text\":\"ok\"},{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"ls\",\"input\":{\"p\":1}}]},"
                    + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"a.txt\"},{\"type\":\"text\",\"text\":\"and?\"}]}]}",
                "ls")
            .sent(2)
            .judged(3, Decision.PASSED, "done", List.of())
            .finished(4, 1, 1)
            .exchange();
    JsonNode example =
        Json.parse(open.one(ExportFormat.FINE_TUNING, anthropic).orElseThrow()).orElseThrow();
    assertThat(example.path("messages").findValuesAsText("role"))
        .containsExactly("system", "user", "assistant", "tool", "user", "assistant");
    assertThat(
            example
                .path("messages")
                .get(2)
                .path("tool_calls")
                .get(0)
                .path("function")
                .path("arguments")
                .asText())
        .isEqualTo("{\"p\":1}");
    assertThat(example.path("messages").get(3).path("content").asText()).isEqualTo("a.txt");
    assertThat(example.path("tools").get(0).path("function").path("name").asText()).isEqualTo("ls");
  }

  @Test
  void theCommandSaysWhatTheShellHears() throws Exception {
    String command = open.one(ExportFormat.CURL, awkward).orElseThrow();
    // A shell function in curl's place writes its arguments down, one a line.
    Path script = dir.resolve("run.sh");
    Files.writeString(
        script, "curl() { for a in \"$@\"; do printf '%s\\0' \"$a\"; done; }\n" + command);
    Process shell = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
    String[] heard =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0");
    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(heard)
        .contains(
            "-N",
            "http://localhost:8790/v1/chat/completions?a=1&b=%20x",
            "X-Note: it's \"quoted\"",
            "Authorization: Bearer " + SECRET);
    assertThat(heard[heard.length - 1]).isEqualTo(awkward.request().text());
    assertThat(masked.one(ExportFormat.CURL, awkward).orElseThrow())
        .contains("-H \"Authorization: Bearer $API_KEY\"");
    assertThat(
            open.one(
                    ExportFormat.CURL,
                    Script.of("g")
                        .add(
                            new Event.Received(
                                awkward(),
                                Script.NOON,
                                retried.summary().caller(),
                                retried.summary().protocol(),
                                "GET",
                                "/v1/models",
                                List.of()))
                        .exchange())
                .orElseThrow())
        .isEqualTo("curl -N -X GET 'http://127.0.0.1/v1/models'\n");
  }

  private static dev.hearth.traffic.Stamp awkward() {
    return new dev.hearth.traffic.Stamp("g", 0, 0);
  }

  @Test
  void theReportStandsAloneAndEscapesEverything() throws Exception {
    String html = write(masked, ExportFormat.HTML, retried, awkward, failed);
    assertThat(html)
        .contains(
            "default-src 'none'",
            "prefers-color-scheme: dark",
            "Attempt 1",
            "Attempt 2",
            "rejected, asked again",
            "PROSE_INSTEAD_OF_CALL",
            "Please call a tool.",
            "retries 1 of 3",
            "rescued from qwen-xml",
            "What the client received",
            "no &lt;backend&gt;",
            "&lt;script&gt;alert(1)")
        .doesNotContain("<script", "<b>bold", "src=", "href=", "url(", "@import");
    assertThat(new Markup().sentence("No `a<b` there. A ` alone").toString())
        .isEqualTo("No <code>a&lt;b</code> there. A ` alone");
    // Every tag that is opened is closed.
    for (String tag :
        List.of(
            "article", "div", "ol", "li", "ul", "details", "table", "pre", "p", "span", "code",
            "td", "tr")) {
      assertThat(count(html, "<" + tag + "[ >]")).as(tag).isEqualTo(count(html, "</" + tag + ">"));
    }
    String keep = System.getProperty("report.keep", "");
    if (!keep.isEmpty()) {
      Files.writeString(Path.of(keep), html);
    }
  }

  private static long count(String text, String pattern) {
    return java.util.regex.Pattern.compile(pattern).matcher(text).results().count();
  }

  private static String write(Exporter exporter, ExportFormat format, Exchange... exchanges)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter.write(format, List.of(exchanges).iterator(), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
