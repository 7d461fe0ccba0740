package dev.hearth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.practice.Pace;
import dev.hearth.practice.PracticeServer;
import dev.hearth.testing.RawHttp;
import dev.hearth.traffic.Event;
import dev.hearth.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What goes through unguarded arrives as the backend said it, and as soon as it said it. */
class StreamingTest {
  private static final String CHAT = "/v1/chat/completions";

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }

  private static List<String> data(List<RawHttp.Event> events) {
    return events.stream().map(RawHttp.Event::data).toList();
  }

  private static String words(List<RawHttp.Event> events) {
    StringBuilder all = new StringBuilder();
    for (RawHttp.Event event : events) {
      if (event.data().startsWith("{")) {
        for (JsonNode choice : json(event.data()).path("choices")) {
          all.append(choice.path("delta").path("content").asText("").replace("null", ""));
        }
      }
    }
    return all.toString();
  }

  @Test
  void sendsTheClientsOwnBytesOnTheFirstAttempt() throws Exception {
    String body =
        "{ \"messages\" : [{\"content\":\"caf\\u00e9 \\/\",\"role\":\"user\",\"x\":1.10}],"
            + "\"temperature\":1e0,\"seed\":12345678901234567890,\"custom\":{\"b\":-0.0,\"a\":[1.0]},"
            + "\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> wire.openStream().text("ok").finish("stop").done());
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      proxy.stream(CHAT, body);
      assertThat(backend.conversations().getFirst().text()).isEqualTo(body);
      proxy.post(CHAT, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"top_p\":1.0}");
      ObjectNode sent = (ObjectNode) json(backend.conversations().getLast().text());
      assertThat(sent.path("stream").asBoolean()).isTrue();
      assertThat(backend.conversations().getLast().text())
          .startsWith("{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"top_p\":1.0")
          .doesNotContain("return_progress");
    }
  }

  @Test
  void asksOnlyLlamaServerForItsProgress() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                    (request, wire) -> wire.openStream().text("ok").finish("stop").done())
                .asLlamaServer(4096, 4);
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      proxy.post(CHAT, Bodies.chat("Hi"));
      assertThat(json(backend.conversations().getLast().text()).path("return_progress").asBoolean())
          .isTrue();
    }
  }

  @Test
  void handsEachChunkOnAsItIsAndAtOnce() throws Exception {
    CountDownLatch firstSeen = new CountDownLatch(1);
    String odd =
        "{\"id\":\"c1\", "
            + " \"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b\"},"
            + "\"logprobs\":{\"content\":[1.0]}}],\"vendor\":{\"x\":1e5}}";
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) -> {
                  wire.openStream().text("a");
                  if (!firstSeen.await(10, TimeUnit.SECONDS)) {
                    return;
                  }
                  wire.event(odd).finish("stop").done();
                });
        ProxyFixture proxy = ProxyFixture.to(backend.url());
        RawHttp http = proxy.connect()) {
      http.post(CHAT, Bodies.chatStream("Hi"));
      assertThat(http.nextEvent().orElseThrow().data()).contains("\"content\":\"a\"");
      firstSeen.countDown();
      List<String> rest = data(http.events());
      assertThat(rest.getFirst()).isEqualTo(odd);
      assertThat(rest.getLast()).isEqualTo("[DONE]");
    }
  }

  @Test
  void tellsUsageOnlyWhenAskedAndProgressNever() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      for (String more : List.of("", ",\"tools\":" + Bodies.TOOLS)) {
        List<RawHttp.Event> plain =
            proxy.stream(CHAT, Bodies.chat("practice:text", "\"stream\":true" + more));
        assertThat(data(plain)).noneMatch(d -> d.contains("\"usage\""));
        assertThat(data(plain)).noneMatch(d -> d.contains("prompt_progress"));
        assertThat(data(plain).getLast()).isEqualTo("[DONE]");
        List<RawHttp.Event> asked =
            proxy.stream(
                CHAT,
                Bodies.chat(
                    "practice:text",
                    "\"stream\":true,\"stream_options\":{\"include_usage\":true}" + more));
        JsonNode last = json(asked.get(asked.size() - 2).data());
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.path("usage").path("completion_tokens").asInt()).isPositive();
        assertThat(words(asked)).isEqualTo(words(plain)).isNotEmpty();
      }
    }
  }

  @Test
  void opensEachStreamWithExactlyOneRole() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      for (String body : List.of(Bodies.chatStream("Hi"), Bodies.toolsStream("practice:text"))) {
        List<String> data = data(proxy.stream(CHAT, body));
        assertThat(data.getFirst()).contains("\"role\":\"assistant\"");
        assertThat(data.stream().filter(d -> d.contains("\"role\"")).count()).isEqualTo(1);
      }
    }
  }

  @Test
  void publishesEveryStep() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      proxy.stream(CHAT, Bodies.toolsStream("practice:text"));
      proxy.await(Event.Finished.class);
      List<Class<?>> order = new ArrayList<>();
      for (Event event : proxy.events()) {
        if (order.isEmpty() || order.getLast() != event.getClass()) {
          order.add(event.getClass());
        }
      }
      assertThat(order)
          .startsWith(
              Event.Received.class,
              Event.Understood.class,
              Event.SentUpstream.class,
              Event.UpstreamAnswered.class,
              Event.BackendEvent.class)
          .contains(
              Event.Prefill.class,
              Event.FirstToken.class,
              Event.Answered.class,
              Event.ClientEvent.class,
              Event.Judged.class)
          .endsWith(Event.Finished.class);
      Event.Finished finished = proxy.await(Event.Finished.class);
      assertThat(finished.usage().completion()).isPositive();
      assertThat(finished.contextSize()).isEqualTo(131_072);
      assertThat(finished.finish()).isEqualTo("stop");
      long before = 0;
      for (Event event : proxy.events()) {
        assertThat(event.at().exchange()).isEqualTo(finished.at().exchange());
        assertThat(event.at().nanos()).isGreaterThanOrEqualTo(0);
        before = Math.max(before, event.at().nanos());
      }
      assertThat(finished.at().nanos()).isEqualTo(before);
    }
  }

  @Test
  void reportsACutReplyAsCut() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      JsonNode openAi =
          Json.parse(proxy.post(CHAT, Bodies.tools("practice:truncated")).body()).orElseThrow();
      assertThat(openAi.path("choices").path(0).path("finish_reason").asText()).isEqualTo("length");
      JsonNode anthropic =
          Json.parse(proxy.post("/v1/messages", Bodies.messages("practice:truncated")).body())
              .orElseThrow();
      assertThat(anthropic.path("stop_reason").asText()).isEqualTo("max_tokens");
    }
  }

  @Test
  void keepsReasoningApartInBothProtocols() throws Exception {
    try (PracticeServer practice = PracticeServer.start(0, Pace.FAST);
        ProxyFixture proxy = ProxyFixture.to(practice.url())) {
      JsonNode openAi =
          Json.parse(proxy.post(CHAT, Bodies.chat("practice:think")).body())
              .orElseThrow()
              .path("choices")
              .path(0)
              .path("message");
      assertThat(openAi.path("reasoning_content").asText()).isNotBlank();
      assertThat(openAi.path("content").asText())
          .isNotBlank()
          .doesNotContain(openAi.path("reasoning_content").asText());
      List<RawHttp.Event> thinking =
          proxy.stream(
              "/v1/messages",
              Bodies.messages(
                  "practice:think",
                  "\"stream\":true,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}"));
      assertThat(data(thinking).toString()).contains("thinking_delta").contains("text_delta");
      List<RawHttp.Event> plain =
          proxy.stream("/v1/messages", Bodies.messagesStream("practice:think"));
      assertThat(data(plain).toString()).doesNotContain("thinking_delta").contains("text_delta");
    }
  }

  @Test
  void partsThinkingThatAServerLeavesInTheTextFromTheAnswer() throws Exception {
    try (ScriptedBackend backend =
            ScriptedBackend.start(
                (request, wire) ->
                    wire.openStream()
                        .text("<thi")
                        .text("nk>Let me see.</think>")
                        .text("It is four.")
                        .finish("stop")
                        .done());
        ProxyFixture proxy = ProxyFixture.to(backend.url())) {
      List<RawHttp.Event> events = proxy.stream(CHAT, Bodies.chatStream("2+2"));
      assertThat(words(events)).isEqualTo("It is four.");
      assertThat(data(events).toString()).contains("\"reasoning_content\":\"Let me see.\"");
      JsonNode whole =
          Json.parse(proxy.post(CHAT, Bodies.chat("2+2")).body())
              .orElseThrow()
              .path("choices")
              .path(0)
              .path("message");
      assertThat(whole.path("content").asText()).isEqualTo("It is four.");
      assertThat(whole.path("reasoning_content").asText()).isEqualTo("Let me see.");
      JsonNode message =
          Json.parse(proxy.post("/v1/messages", Bodies.messages("2+2")).body()).orElseThrow();
      assertThat(message.path("content").size()).isEqualTo(1);
      assertThat(message.path("content").path(0).path("text").asText()).isEqualTo("It is four.");
    }
  }
}
