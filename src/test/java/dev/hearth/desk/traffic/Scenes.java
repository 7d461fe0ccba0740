package dev.hearth.desk.traffic;

import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.Stamp;
import dev.hearth.wire.Json;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an agent's day looks like, as the proxy would tell it. */
final class Scenes {
  private static final String TOOLS =
      """
      [{"type":"function","function":{"name":"read_file","description":"Read a file of the project.",
      "parameters":{"type":"object","properties":{"path":{"type":"string"},"limit":{"type":"integer"}},
      "required":["path"],"additionalProperties":false}}},
      {"type":"function","function":{"name":"edit_file","description":"Replace text in a file. The old text must occur exactly once.",
      "parameters":{"type":"object","properties":{"path":{"type":"string"},"old":{"type":"string"},
      "new":{"type":"string"},"mode":{"type":"string","enum":["replace","insert","append"]},"dry_run":{"type":"boolean"}},
      "required":["path","old","new","mode"],"additionalProperties":false}}},
      {"type":"function","function":{"name":"run_tests","description":"Run the test suite.",
      "parameters":{"type":"object","properties":{"filter":{"type":"string"}}}}}]
      """;

  private final String id;
  private final List<Event> events = new ArrayList<>();
  private int attempt;
  private int clientEvents;
  private int backendEvents;

  Scenes(String id) {
    this.id = id;
  }

  private Stamp at(double ms) {
    return new Stamp(id, attempt, (long) (ms * 1e6));
  }

  private static Payload json(String text) {
    return Payload.json(text.getBytes(StandardCharsets.UTF_8));
  }

  static Caller claude() {
    return new Caller(
        "Claude Code", "claude-cli/2.1.330 (external, cli)", "127.0.0.1", "session-7");
  }

  static Caller opencode() {
    return new Caller("opencode", "opencode/1.4.2", "127.0.0.1", "");
  }

  Scenes received(Caller caller, Instant time) {
    events.add(
        new Event.Received(
            at(0),
            time,
            caller,
            Protocol.OPENAI,
            "POST",
            "/v1/chat/completions",
            List.of(
                new Header("host", "127.0.0.1:8081"),
                new Header("content-type", "application/json"),
                new Header("authorization", "Bearer ••••"),
                new Header("user-agent", caller.userAgent()))));
    return this;
  }

  Scenes understood(String model, String messages, int count) {
    String body =
        "{\"model\":\""
            + model
            + "\",\"stream\":true,\"temperature\":0.2,\"messages\":"
            + messages
            + ",\"tools\":"
            + TOOLS.replace("\n", "")
            + "}";
    events.add(
        new Event.Understood(
            at(2),
            model,
            true,
            List.of("read_file", "edit_file", "run_tests"),
            count,
            true,
            json(body)));
    return this;
  }

  Scenes sent(double ms) {
    attempt++;
    backendEvents = 0;
    events.add(
        new Event.SentUpstream(
            at(ms),
            "http://127.0.0.1:8080/v1/chat/completions",
            List.of(new Header("content-type", "application/json")),
            json("{\"model\":\"qwen3-coder\",\"stream\":true}")));
    return this;
  }

  Scenes prefill(double ms, long total, long done) {
    events.add(new Event.Prefill(at(ms), total, 1200, done, (long) ms));
    return this;
  }

  Scenes first(double ms) {
    events.add(
        new Event.UpstreamAnswered(
            at(ms - 1), 200, List.of(new Header("content-type", "text/event-stream"))));
    events.add(new Event.FirstToken(at(ms)));
    return this;
  }

  /** Words of the model, each an event; what passes goes to the client a little later. */
  Scenes says(double from, double each, String text, boolean toClient) {
    double ms = from;
    for (String word : text.split("(?<= )")) {
      events.add(new Event.BackendEvent(at(ms), ++backendEvents, "", chunk(word)));
      if (toClient) {
        answered(ms);
        events.add(new Event.ClientEvent(at(ms + 0.6), ++clientEvents, "", chunk(word)));
      }
      ms += each;
    }
    return this;
  }

  /** A native call, its arguments in pieces; held until complete. */
  Scenes calls(double from, double each, String name, String arguments) {
    events.add(new Event.Held(at(from), "a call to " + name));
    double ms = from;
    events.add(
        new Event.BackendEvent(
            at(ms), ++backendEvents, "", callChunk("call_" + attempt, name, "")));
    for (int i = 0; i < arguments.length(); i += 9) {
      ms += each;
      String piece = arguments.substring(i, Math.min(arguments.length(), i + 9));
      events.add(new Event.BackendEvent(at(ms), ++backendEvents, "", callChunk("", "", piece)));
    }
    events.add(new Event.LetGo(at(ms + 1), arguments.length(), false));
    return this;
  }

  Scenes delivers(double ms, ToolCall call) {
    answered(ms);
    events.add(
        new Event.ClientEvent(
            at(ms), ++clientEvents, "", callChunk(call.id(), call.name(), call.arguments())));
    events.add(new Event.ClientEvent(at(ms + 0.3), ++clientEvents, "", "[DONE]"));
    return this;
  }

  private void answered(double ms) {
    if (clientEvents == 0) {
      events.add(
          new Event.Answered(
              at(ms), 200, List.of(new Header("content-type", "text/event-stream")), Payload.NONE));
    }
  }

  Scenes judged(
      double ms,
      Decision decision,
      String syntax,
      String output,
      List<ToolCall> produced,
      List<ToolCall> accepted,
      Finding... findings) {
    events.add(
        new Event.Judged(
            at(ms), decision, syntax, output, "", produced, accepted, List.of(findings)));
    return this;
  }

  Scenes nudged(double ms, String budget, int used, int limit, String... messages) {
    events.add(new Event.Nudged(at(ms), List.of(messages), budget, used, limit));
    return this;
  }

  Scenes finished(double ms, long prompt, long completion) {
    events.add(
        new Event.Finished(
            at(ms),
            "qwen3-coder-30b-a3b",
            "tool_calls",
            new Usage(prompt, completion, 1200, 0),
            32768));
    return this;
  }

  Scenes failed(double ms, int status, String type, String message) {
    events.add(new Event.Failed(at(ms), status, type, message));
    return this;
  }

  Scenes cancelled(double ms) {
    events.add(new Event.Cancelled(at(ms), "client"));
    return this;
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  static String chunk(String text) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":"
        + Json.text(Json.MAPPER.valueToTree(text))
        + "}}]}";
  }

  private static String callChunk(String callId, String name, String arguments) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0"
        + (callId.isEmpty() ? "" : ",\"id\":\"" + callId + "\",\"type\":\"function\"")
        + ",\"function\":{"
        + (name.isEmpty() ? "" : "\"name\":\"" + name + "\",")
        + "\"arguments\":"
        + Json.text(Json.MAPPER.valueToTree(arguments))
        + "}}]}}]}";
  }

  static final String FIRST_TURN =
      "[{\"role\":\"system\",\"content\":\"You are a careful coding agent. Work in small steps,"
          + " read before you write, and run the tests after each"
          + " change.\"},{\"role\":\"user\",\"content\":\"The date parser rejects leap seconds."
          + " Find out why and mend it.\"}]";

  static final String SECOND_TURN =
      FIRST_TURN.substring(0, FIRST_TURN.length() - 1)
          + ",{\"role\":\"assistant\",\"content\":\"I will look at the parser"
          + " first.\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"read_file\",\"arguments\":\"{\\\"path\\\":\\\"src/DateParser.java\\\"}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"public"
          + " final class DateParser {\\n"
          + "  static int seconds(String text) {\\n"
          + "    int value = Integer.parseInt(text);\\n"
          + "    if (value > 59) {\\n"
          + "      throw new IllegalArgumentException(\\\"second out of range\\\");\\n"
          + "    }\\n"
          + "    return value;\\n"
          + "  }\\n"
          + "}\"}]";

  static Scenes passed(String id, Instant time) {
    ToolCall call = new ToolCall("call_1", "read_file", "{\"path\":\"src/DateParser.java\"}");
    return new Scenes(id)
        .received(claude(), time)
        .understood("claude-qwen3-coder", FIRST_TURN, 2)
        .sent(4)
        .prefill(120, 3800, 2100)
        .first(420)
        .says(420, 24, "I will look at the parser first. ", true)
        .calls(620, 21, "read_file", call.arguments())
        .judged(
            730,
            Decision.PASSED,
            "",
            "I will look at the parser first. ",
            List.of(call),
            List.of(call))
        .delivers(731, call)
        .finished(740, 3800, 31);
  }

  static Scenes retried(String id, Instant time) {
    String bad =
        "{\"path\": \"src/DateParser.java\", \"old\": \"value > 59\", \"new\": \"value > 60\","
            + " \"mode\": \"overwrite\"}";
    String good =
        "{\"path\": \"src/DateParser.java\", \"old\": \"value > 59\", \"new\": \"value > 60\","
            + " \"mode\": \"replace\"}";
    ToolCall wrong = new ToolCall("call_1", "edit_file", bad);
    ToolCall right = new ToolCall("call_2", "edit_file", good);
    return new Scenes(id)
        .received(claude(), time)
        .understood("claude-qwen3-coder", SECOND_TURN, 4)
        .sent(3)
        .prefill(80, 5100, 4000)
        .first(310)
        .says(310, 22, "The check allows at most 59. A leap second is 60. ", true)
        .calls(640, 20, "edit_file", bad)
        .judged(
            920,
            Decision.NUDGED,
            "",
            "The check allows at most 59. A leap second is 60. ",
            List.of(wrong),
            List.of(),
            new Finding(
                "SCHEMA",
                "edit_file",
                "/mode",
                "The value \"overwrite\" is not one of the allowed values.",
                "overwrite",
                List.of("replace", "insert", "append"),
                false))
        .nudged(
            921,
            "tool errors",
            1,
            2,
            "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"edit_file\",\"arguments\":\"…\"}}]}",
            "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"The arguments of"
                + " edit_file are not valid: at /mode, \\\"overwrite\\\" is not one of replace,"
                + " insert, append. Call edit_file again with corrected arguments.\"}")
        .sent(925)
        .first(1130)
        .calls(1130, 19, "edit_file", good)
        .judged(1405, Decision.PASSED, "", "", List.of(right), List.of(right))
        .delivers(1407, right)
        .finished(1412, 5480, 118);
  }

  static Scenes rescued(String id, Instant time) {
    String text =
        "<tool_call>\n"
            + "{\"name\": \"run_tests\", \"arguments\": {\"filter\": \"DateParser\"}}\n"
            + "</tool_call>";
    ToolCall call = new ToolCall("call_1", "run_tests", "{\"filter\": \"DateParser\"}");
    return new Scenes(id)
        .received(opencode(), time)
        .understood("qwen3-coder", FIRST_TURN.replace("leap seconds", "dates before 1970"), 2)
        .sent(5)
        .first(260)
        .says(260, 18, text, false)
        .judged(
            480,
            Decision.RESCUED,
            "qwen/hermes <tool_call>",
            text,
            List.of(),
            List.of(call),
            new Finding(
                "CALL_AS_TEXT",
                "run_tests",
                "",
                "The call was written as text and was read from it.",
                "<tool_call>",
                List.of(),
                true))
        .delivers(482, call)
        .finished(490, 2100, 40);
  }

  static Scenes gaveUp(String id, Instant time) {
    Scenes scene =
        new Scenes(id)
            .received(opencode(), time)
            .understood("qwen3-coder", FIRST_TURN.replace("leap seconds", "time zones"), 2);
    double ms = 4;
    for (int i = 1; i <= 3; i++) {
      ToolCall wrong = new ToolCall("c" + i, "open_file", "{\"file\":\"a.java\"}");
      boolean last = i == 3;
      scene
          .sent(ms)
          .first(ms + 200)
          .calls(ms + 200, 15, "open_file", wrong.arguments())
          .judged(
              ms + 300,
              last ? Decision.GAVE_UP : Decision.NUDGED,
              "",
              "",
              List.of(wrong),
              List.of(),
              new Finding(
                  "UNKNOWN_TOOL",
                  "open_file",
                  "",
                  "There is no tool open_file.",
                  "open_file",
                  List.of("read_file", "edit_file", "run_tests"),
                  false));
      if (!last) {
        scene.nudged(
            ms + 301,
            "retries",
            i,
            3,
            "{\"role\":\"tool\",\"content\":\"There is no tool open_file. Use one of: read_file,"
                + " edit_file, run_tests.\"}");
      }
      ms += 320;
    }
    return scene
        .says(ms, 1, "I tried to open the file but could not. ", true)
        .finished(ms + 20, 2000, 60);
  }

  static Scenes broken(String id, Instant time) {
    return new Scenes(id)
        .received(claude(), time)
        .understood("claude-qwen3-coder", SECOND_TURN, 4)
        .sent(3)
        .failed(
            45,
            502,
            "api_error",
            "The model server at http://127.0.0.1:8080 refused the connection. Start it in Models,"
                + " or check the backend's address.");
  }

  static Scenes streaming(String id, Instant time) {
    return new Scenes(id)
        .received(claude(), time)
        .understood("claude-qwen3-coder", SECOND_TURN, 4)
        .sent(3)
        .prefill(60, 6100, 6100)
        .first(380)
        .says(
            380,
            26,
            "The parser now accepts 60 as a second, and only where the standard allows it: at the"
                + " end of June or December. I am running the tests to be sure that nothing else"
                + " depended on the old limit. ",
            true);
  }
}
