package dev.hearth.traffic.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.Script;
import dev.hearth.traffic.replay.DiffRow.Kind;
import dev.hearth.wire.ToolCall;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final String BODY = "{ \"model\":\"m\",  \"n\":1e3, \"messages\":[] }";

  private final Exchange source =
      Script.of("src")
          .received(
              0,
              "/v1/chat/completions",
              new Header("Authorization", "[masked]"),
              new Header("Host", "h"),
              new Header("Content-Length", "9"),
              new Header("anthropic-version", "2023-06-01"),
              new Header("X-Hearth-Replay-Of", "older"))
          .understood(1, BODY)
          .finished(2, 1, 1)
          .exchange();

  @Test
  void sendsTheRecordedBytesAsOftenAsAskedAndNamesTheSource() {
    List<ReplayRequest> sent = new ArrayList<>();
    List<String> told = new ArrayList<>();
    Replayer replayer =
        new Replayer(
            request -> {
              sent.add(request);
              if (sent.size() == 2) {
                throw new IOException("The backend is away");
              }
              return "new" + sent.size();
            });
    Replayer.Replayed replayed = replayer.replay(source, Edits.NONE, 3, told::add);
    assertThat(replayed)
        .isEqualTo(
            new Replayer.Replayed("src", List.of("new1", "new3"), List.of("The backend is away")));
    assertThat(told).containsExactly("new1", "new3");
    assertThat(sent.getFirst().body()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
    assertThat(sent.getFirst().headers())
        .containsExactly(
            new Header("anthropic-version", "2023-06-01"),
            new Header(Exchange.REPLAY_HEADER, "src"));
    assertThatThrownBy(() -> replayer.replay(source, Edits.NONE, 0, told::add))
        .hasMessageContaining("between 1 and 100");
  }

  @Test
  void aReplayKnowsItsSourceWhenItComesBackAsTraffic() {
    List<Header> headers = Replayer.request(source, Edits.NONE).headers();
    Exchange replay = Script.of("new").received(0, "/x", headers.toArray(Header[]::new)).exchange();
    assertThat(replay.summary().replayOf()).isEqualTo("src");
  }

  @Test
  void anImportedRequestGoesToTheProxyNotToWhereItWent() {
    for (String path :
        List.of("https://api.example/v1/x?a=1", "//api.example/v1/x?a=1", "/v1/x?a=1")) {
      Exchange imported = Script.of("i").received(0, path).understood(1, BODY).exchange();
      assertThat(Replayer.request(imported, Edits.NONE).path())
          .startsWith("/")
          .doesNotStartWith("//")
          .endsWith("/v1/x?a=1");
    }
  }

  @Test
  void sendsOverHttpAndSaysWhichExchangeItBecame() throws Exception {
    try (MockWebServer proxy = new MockWebServer();
        HttpReplaySender sender = new HttpReplaySender(proxyUrl(proxy), "key")) {
      proxy.enqueue(
          new MockResponse.Builder()
              .addHeader("X-Hearth-Exchange", "new1")
              .body("data: x\n\n")
              .build());
      proxy.enqueue(new MockResponse.Builder().body("<html>").build());
      Replayer.Replayed replayed = new Replayer(sender).replay(source, Edits.NONE, 2, id -> {});
      assertThat(replayed.exchanges()).containsExactly("new1");
      assertThat(replayed.failures()).singleElement().asString().contains("no Hearth proxy");
      RecordedRequest sent = proxy.takeRequest();
      assertThat(sent.getTarget()).isEqualTo("/v1/chat/completions");
      assertThat(sent.getBody().utf8()).isEqualTo(BODY);
      assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer key");
      assertThat(sent.getHeaders().get(Exchange.REPLAY_HEADER)).isEqualTo("src");
    }
  }

  private static URI proxyUrl(MockWebServer proxy) throws IOException {
    proxy.start();
    return proxy.url("/").uri();
  }

  @Test
  void editsChangeFieldsOrTheWholeBody() {
    Edits edits =
        Edits.NONE
            .withModel("other")
            .with("temperature", IntNode.valueOf(0))
            .with("n", NullNode.instance);
    ReplayRequest request = Replayer.request(source, edits);
    assertThat(request.body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"model\":\"other\",\"messages\":[],\"temperature\":0}");
    assertThat(Replayer.request(source, Edits.NONE.withBody("anything")).body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("anything");
    assertThatThrownBy(() -> Replayer.request(source, Edits.NONE.withBody("[]").withModel("x")))
        .hasMessageContaining("no JSON object");
    Exchange slim = source.withoutDetail();
    assertThatThrownBy(() -> Replayer.request(slim, Edits.NONE))
        .hasMessageContaining("not kept in full");
    assertThat(Replayer.request(slim, Edits.NONE.withBody(BODY)).body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(BODY);
  }

  @Test
  void comparesReplyCallsAndTimes() {
    Comparison comparison =
        Comparison.of(
            answered("a", "same\nold", "{\"path\":\"a\",\"lines\":[1,2],\"deep\":{\"x/y\":1}}", 50),
            answered(
                "b",
                "same\nnew\nmore",
                "{\"path\":\"b\",\"lines\":[1],\"deep\":{\"x/y\":1},\"z\":true}",
                100));
    assertThat(comparison.reply())
        .containsExactly(
            new DiffRow(Kind.SAME, "same", "same"),
            new DiffRow(Kind.CHANGED, "old", "new"),
            new DiffRow(Kind.ADDED, "", "more"));
    assertThat(comparison.calls())
        .containsExactly(
            new CallDiff(
                "edit",
                "edit",
                List.of(
                    new ArgumentChange("/path", "\"a\"", "\"b\""),
                    new ArgumentChange("/lines/1", "2", ""),
                    new ArgumentChange("/z", "", "true"))));
    assertThat(comparison.sameOutcome()).isFalse();
    Figure total = comparison.figures().getFirst();
    assertThat(total).isEqualTo(new Figure("Total", "ms", 50, 100));
    assertThat(total.changePercent()).isEqualTo(100);
    assertThat(total.text(total.left())).isEqualTo("50 ms");
    assertThat(comparison.figures())
        .filteredOn(f -> f.name().equals("First token"))
        .singleElement()
        .satisfies(f -> assertThat(f.text(f.left())).isEqualTo("–"));
    Exchange one = answered("a", "x", "{\"a\":1}", 1);
    assertThat(Comparison.of(one, answered("b", "x", "{ \"a\" : 1 }", 9)).sameOutcome()).isTrue();
  }

  @Test
  void callsThatAreMissingOrBrokenShowAsSuch() {
    assertThat(CallDiff.of(List.of(new ToolCall("1", "ls", "{oops")), List.of()))
        .containsExactly(new CallDiff("ls", "", List.of(new ArgumentChange("", "{oops", ""))));
  }

  @Property(tries = 200)
  void bothTextsCanBeReadOffTheRows(
      @ForAll @Size(max = 8) List<@net.jqwik.api.constraints.IntRange(max = 3) Integer> left,
      @ForAll @Size(max = 8) List<@net.jqwik.api.constraints.IntRange(max = 3) Integer> right) {
    String a = left.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    String b = right.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    List<DiffRow> rows = TextDiff.of(a, b);
    assertThat(
            rows.stream()
                .filter(r -> r.kind() != Kind.ADDED)
                .map(DiffRow::left)
                .collect(Collectors.joining("\n")))
        .isEqualTo(a);
    assertThat(
            rows.stream()
                .filter(r -> r.kind() != Kind.REMOVED)
                .map(DiffRow::right)
                .collect(Collectors.joining("\n")))
        .isEqualTo(b);
  }

  private static Exchange answered(String id, String text, String arguments, long millis) {
    return Script.of(id)
        .received(0)
        .understood(1, "{\"messages\":[]}", "edit")
        .sent(2)
        .judged(3, Decision.PASSED, text, List.of(new ToolCall("c", "edit", arguments)))
        .finished(millis, 10, 5)
        .exchange();
  }
}
