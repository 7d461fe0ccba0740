package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Event.Decision;
import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.Stamp;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happens in an exchange, as the proxy would tell it; times are milliseconds. */
public final class Script {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final String id;
  private final List<Event> events = new ArrayList<>();
  private Instant time = NOON;
  private Caller caller =
      new Caller("Claude Code", "claude-cli/2.1.330 (external, cli)", "127.0.0.1", "");
  private String model = "qwen3-coder";
  private int attempt;
  private int clientEvents;
  private int backendEvents;

  public Script(String id) {
    this.id = id;
  }

  public static Script of(String id) {
    return new Script(id);
  }

  /** A request that was nudged once and then called a tool rightly. */
  public static List<Event> retried(String id) {
    return of(id)
        .received(0)
        .understood(
            1,
            "{\"model\":\"qwen3-coder\",\"messages\":[{\"role\":\"user\",\"content\":\"read the"
                + " readme please\"}]}",
            "read_file",
            "edit_file")
        .queued(2)
        .sent(10)
        .prefill(30, 100, 20, 60)
        .firstToken(60)
        .backend(61, chunk("I will just talk"))
        .judged(
            70,
            Decision.NUDGED,
            "I will just talk",
            List.of(),
            finding("PROSE_INSTEAD_OF_CALL", ""))
        .nudged(71, 1, 3)
        .sent(75)
        .firstToken(90)
        .held(91)
        .letGo(120, false)
        .judged(
            121,
            Decision.PASSED,
            "",
            List.of(new ToolCall("c1", "read_file", "{\"path\":\"README.md\"}")))
        .answered(122, 200)
        .client(123, "{\"choices\":[]}")
        .finished(130, 1000, 50)
        .events();
  }

  public static String chunk(String text) {
    return "{\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}";
  }

  public static Finding finding(String rule, String tool) {
    return new Finding(rule, tool, "", "Something was wrong", "value", List.of(), false);
  }

  public Script time(Instant t) {
    time = t;
    return this;
  }

  public Script caller(Caller c) {
    caller = c;
    return this;
  }

  public Script model(String m) {
    model = m;
    return this;
  }

  public Script received(long ms, Header... headers) {
    return received(ms, "/v1/chat/completions", headers);
  }

  public Script received(long ms, String path, Header... headers) {
    return add(
        new Event.Received(at(ms), time, caller, Protocol.OPENAI, "POST", path, List.of(headers)));
  }

  public Script understood(long ms, String body, String... tools) {
    return add(
        new Event.Understood(
            at(ms), model, true, List.of(tools), 1, tools.length > 0, payload(body)));
  }

  public Script queued(long ms) {
    return add(new Event.Queued(at(ms), 1));
  }

  public Script waiting(long ms, String why) {
    return add(new Event.Waiting(at(ms), why));
  }

  public Script sent(long ms) {
    return sent(ms, "{\"model\":\"" + model + "\"}");
  }

  public Script sent(long ms, String body) {
    attempt++;
    backendEvents = 0;
    return add(
        new Event.SentUpstream(
            at(ms),
            "http://127.0.0.1:8080/v1/chat/completions",
            List.of(new Header("content-type", "application/json")),
            payload(body)));
  }

  public Script prefill(long ms, long total, long cached, long processed) {
    return add(new Event.Prefill(at(ms), total, cached, processed, ms));
  }

  public Script firstToken(long ms) {
    add(new Event.UpstreamAnswered(at(ms - 1), 200, List.of()));
    return add(new Event.FirstToken(at(ms)));
  }

  public Script backend(long ms, String data) {
    return add(new Event.BackendEvent(at(ms), ++backendEvents, "", data));
  }

  public Script held(long ms) {
    return add(new Event.Held(at(ms), "a call to read_file"));
  }

  public Script letGo(long ms, boolean released) {
    return add(new Event.LetGo(at(ms), 12, released));
  }

  public Script judged(
      long ms, Decision decision, String output, List<ToolCall> calls, Finding... findings) {
    return add(
        new Event.Judged(
            at(ms),
            decision,
            decision == Decision.RESCUED ? "qwen-xml" : "",
            output,
            "",
            calls,
            calls,
            List.of(findings)));
  }

  public Script nudged(long ms, int used, int limit) {
    return add(
        new Event.Nudged(
            at(ms),
            List.of("{\"role\":\"user\",\"content\":\"Please call a tool.\"}"),
            "retries",
            used,
            limit));
  }

  public Script answered(long ms, int status) {
    return add(
        new Event.Answered(
            at(ms),
            status,
            List.of(new Header("content-type", "text/event-stream")),
            Payload.NONE));
  }

  public Script client(long ms, String data) {
    return add(new Event.ClientEvent(at(ms), ++clientEvents, "", data));
  }

  public Script noted(long ms, String message) {
    return add(new Event.Noted(at(ms), "context", message));
  }

  public Script finished(long ms, long prompt, long completion) {
    return add(
        new Event.Finished(at(ms), model, "tool_calls", new Usage(prompt, completion, 0, 0), 4096));
  }

  public Script failed(long ms, int status, String message) {
    return add(new Event.Failed(at(ms), status, "api_error", message));
  }

  public Script cancelled(long ms) {
    return add(new Event.Cancelled(at(ms), "client"));
  }

  public Script add(Event event) {
    events.add(event);
    return this;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  public Exchange exchange() {
    return fold(events);
  }

  public static Exchange fold(List<Event> events) {
    ExchangeFolder folder =
        new ExchangeFolder(events.getFirst().at().exchange(), new Conversations());
    events.forEach(folder::apply);
    return folder.exchange();
  }

  private Stamp at(long ms) {
    return new Stamp(id, attempt, ms * 1_000_000);
  }

  private static Payload payload(String json) {
    return Payload.json(json.getBytes(StandardCharsets.UTF_8));
  }
}
