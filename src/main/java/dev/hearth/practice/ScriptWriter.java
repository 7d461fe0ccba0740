package dev.hearth.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.practice.Script.Call;
import dev.hearth.wire.Json;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Decides what the practice model replies to one request. */
final class ScriptWriter {
  /** An agent that carries out wrong calls would otherwise go on for ever. */
  private static final int MOST_FAILURES = 8;

  private static final String A_TOOL = "a tool";

  private final ChatRequest request;
  private final Situation situation;
  private final List<OfferedTool> tools;

  private ScriptWriter(ChatRequest request) {
    this.request = request;
    this.situation = Situation.of(request.messages(), request.tools());
    List<OfferedTool> ranked = ToolRanking.ranked(request.tools(), situation.message());
    this.tools =
        request.namedTool().isEmpty()
            ? ranked
            : ranked.stream().filter(t -> t.name().equals(request.namedTool())).toList();
  }

  static Reply replyTo(ChatRequest request, int promptTokens, int contextSize) {
    ScriptWriter writer = new ScriptWriter(request);
    Optional<Reply> refusal =
        writer.situation.scenario().flatMap(s -> refusal(s, promptTokens, contextSize));
    return refusal.orElseGet(() -> new Reply.Generated(writer.generated()));
  }

  private static Optional<Reply> refusal(Scenario scenario, int promptTokens, int contextSize) {
    return switch (scenario) {
      case HTTP_401 -> refused(ApiError.invalidKey(), 0);
      case HTTP_429 ->
          refused(ApiError.of(429, "rate_limit_error", "Too many requests, try again later"), 2);
      case HTTP_500 ->
          refused(ApiError.of(500, "server_error", "The practice server failed as asked"), 0);
      case HTTP_503 ->
          refused(ApiError.of(503, "unavailable_error", "The practice server is overloaded"), 1);
      case LOADING -> refused(ApiError.loading(), 0);
      case CONTEXT_OVERFLOW ->
          refused(
              ApiError.contextOverflow(Math.max(promptTokens, contextSize + 1), contextSize), 0);
      case REJECTED_GENERATION ->
          refused(
              ApiError.of(
                  500,
                  "server_error",
                  "Failed to parse input at pos 0: <tool_call>\n<function=practice>"),
              0);
      case NO_CHOICES -> Optional.of(new Reply.Odd("application/json", "{\"practice\":true}"));
      case NOT_JSON ->
          Optional.of(
              new Reply.Odd("text/html", "<html><body><h1>Practice gateway</h1></body></html>"));
      default -> Optional.empty();
    };
  }

  private static Optional<Reply> refused(ApiError error, int retryAfterSeconds) {
    return Optional.of(new Reply.Refused(error, retryAfterSeconds));
  }

  private Iterator<Beat> generated() {
    if (request.jsonSchema().isObject() && situation.scenario().isEmpty()) {
      return say(structured());
    }
    if (!situation.results().isEmpty()) {
      return answer(Wording.answer(situation.results()));
    }
    if (situation.scenario().isEmpty()) {
      return tools.isEmpty()
          ? say(Wording.introduction(situation.message()))
          : new Script().call(good(0)).finish();
    }
    Scenario scenario = situation.scenario().get();
    if (scenario.needsTools() && tools.isEmpty()) {
      return say(Wording.needsTool(scenario, A_TOOL));
    }
    if (scenario.correctable() && isPutRight()) {
      return tools.isEmpty() ? say(Wording.CORRECTED) : new Script().call(good(0)).finish();
    }
    return play(scenario);
  }

  private boolean isPutRight() {
    boolean always = Scenarios.wantsItAlways(situation.message());
    return situation.corrections() > (always ? MOST_FAILURES : 0);
  }

  private Iterator<Beat> play(Scenario scenario) {
    return switch (scenario.group()) {
      case ANSWERS -> answers(scenario);
      case CALLS -> calls(scenario);
      case CALLS_AS_TEXT -> say(callAsText(CallSyntax.valueOf(scenario.name())));
      case BAD_CALLS -> badCalls(scenario);
      case STREAMS -> streams(scenario);
      case ERRORS -> throw new IllegalStateException(scenario + " is answered before generation");
    };
  }

  private Iterator<Beat> answers(Scenario scenario) {
    return switch (scenario) {
      case HELP -> answer(Wording.help());
      case THINK ->
          new Script().think(Wording.REASONING).say(cut(Wording.AFTER_REASONING)).finish();
      case LONG -> answer(Wording.longText());
      default -> answer(Wording.text());
    };
  }

  private Iterator<Beat> calls(Scenario scenario) {
    Script script = new Script();
    return switch (scenario) {
      case PARALLEL_CALLS -> {
        script.call(good(0));
        yield (request.parallelCalls() ? script.call(good(1)) : script).finish();
      }
      case THINK_CALL -> script.think(Wording.REASONING).call(good(0)).finish();
      case TEXT_CALL -> script.say(Wording.BEFORE_CALL).call(good(0)).finish();
      default -> script.call(good(0)).finish();
    };
  }

  private String callAsText(CallSyntax syntax) {
    OfferedTool first = tools.getFirst();
    String call = syntax.write(first.name(), arguments(first));
    if (syntax != CallSyntax.JSON_ARRAY || !request.parallelCalls() || tools.size() < 2) {
      return call;
    }
    OfferedTool second = tools.get(1);
    String other = syntax.write(second.name(), arguments(second));
    return call.substring(0, call.length() - 1) + ", " + other.substring(1);
  }

  private Iterator<Beat> badCalls(Scenario scenario) {
    BadCalls bad = new BadCalls(tools, situation.message());
    return switch (scenario) {
      case UNKNOWN_TOOL -> spoiled(scenario, bad.unknownTool(), A_TOOL);
      case NEAR_MISS_NAME -> spoiled(scenario, bad.nearMiss(), A_TOOL);
      case MALFORMED_ARGUMENTS -> spoiled(scenario, bad.malformed(), A_TOOL);
      case MISSING_FIELD ->
          spoiled(scenario, bad.missingField(), "a tool with a required argument");
      case WRONG_TYPE -> spoiled(scenario, bad.wrongType(), "a tool whose arguments have types");
      case QUOTED_NUMBER -> spoiled(scenario, bad.quotedNumber(), "a tool that takes a number");
      case LONE_VALUE -> spoiled(scenario, bad.loneValue(), "a tool that takes a list");
      case JSON_IN_STRING -> spoiled(scenario, bad.jsonInString(), A_TOOL);
      case BAD_TEXT_CALL -> {
        Call call = bad.badForText();
        ObjectNode arguments = (ObjectNode) Json.parse(call.arguments()).orElseThrow();
        yield say(CallSyntax.FENCED_NAME_ARGUMENTS.write(call.name(), arguments));
      }
      case ONE_BAD_OF_SEVERAL -> new Script().call(good(0)).call(bad.badForText()).finish();
      case EMPTY -> new Script().finish();
      case REPETITION -> new Script().sayForEver(Wording.REPEATED).beats();
      default -> say(Wording.INTENTION);
    };
  }

  private Iterator<Beat> spoiled(Scenario scenario, Optional<Call> call, String needed) {
    return call.map(c -> new Script().call(c).finish())
        .orElseGet(() -> say(Wording.needsTool(scenario, needed)));
  }

  private Iterator<Beat> streams(Scenario scenario) {
    Script half = new Script().say(Wording.HALF);
    return switch (scenario) {
      case TRUNCATED -> half.finish("length");
      case TRUNCATED_CALL -> {
        Call call = good(0);
        String arguments = call.arguments();
        String part = arguments.substring(0, (arguments.length() + 1) / 2);
        yield new Script().call(new Call(call.name(), part)).finish("length");
      }
      case SLOW -> new Script().sayWithGaps(Wording.SLOW).finish();
      case STALL -> half.then(new Beat.Stall()).beats();
      case CUT -> half.then(new Beat.Cut()).beats();
      case GARBLED -> noisy(half, Beat.Noise.Kind.BROKEN_JSON);
      case INVALID_UTF8 -> noisy(half, Beat.Noise.Kind.INVALID_UTF8);
      default -> half.then(new Beat.Noise(Beat.Noise.Kind.ERROR_EVENT)).beats();
    };
  }

  private static Iterator<Beat> noisy(Script half, Beat.Noise.Kind kind) {
    return half.then(new Beat.Noise(kind)).say("the stream goes on.").finish();
  }

  /** The final word: through the client's own tool for it where nothing but a call is allowed. */
  private Iterator<Beat> answer(String text) {
    if (request.mustCall() && !tools.isEmpty()) {
      Optional<OfferedTool> respond =
          tools.stream().filter(tool -> tool.name().equals("respond")).findFirst();
      if (respond.isPresent()) {
        ObjectNode arguments = Json.object().put("message", text);
        return new Script().call(Call.of(respond.get(), arguments)).finish();
      }
      if (situation.scenario().isEmpty()) {
        return new Script().call(good(0)).finish();
      }
    }
    return say(text);
  }

  private Iterator<Beat> say(String text) {
    return new Script().say(cut(text)).finish();
  }

  /** A stop sequence ends the text before it, and is not part of it. */
  private String cut(String text) {
    int end = text.length();
    for (String stop : request.stops()) {
      int at = text.indexOf(stop);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return text.substring(0, end);
  }

  private Call good(int rank) {
    OfferedTool tool = tools.get(Math.min(rank, tools.size() - 1));
    return Call.of(tool, arguments(tool));
  }

  private ObjectNode arguments(OfferedTool tool) {
    return SampleArguments.of(tool, situation.message());
  }

  private String structured() {
    JsonNode schema = request.jsonSchema();
    if (schema.isEmpty()) {
      return "{\"practice\":true}";
    }
    return Json.text(
        SampleArguments.of(new OfferedTool("answer", "", schema), situation.message()));
  }
}
