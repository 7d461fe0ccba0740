package dev.hearth.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolChoice;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said to a model so that it does better. Faulty calls are answered where it expects a
 * tool's result, everything else as the user; values it wrote are never quoted back.
 */
final class Nudge {
  /**
   * A model mends a handful of mistakes at a time; the rest comes up again if it is still there.
   */
  private static final int MOST_FAULTS = 8;

  /** Templates that insist on turns that alternate need something here. */
  private static final String NOTHING_SAID = "(no reply)";

  private final ToolNames tools;
  private final ToolChoice choice;
  private final boolean respond;

  Nudge(ToolNames tools, ToolChoice choice, boolean respond) {
    this.tools = tools;
    this.choice = choice;
    this.respond = respond;
  }

  /** For a reply whose calls cannot go out. */
  Correction calls(String prose, List<Reviewed> calls, Correction.Cost cost) {
    List<ObjectNode> messages = new ArrayList<>();
    ObjectNode turn = Json.object().put("role", "assistant").put("content", prose.strip());
    ArrayNode made = turn.putArray("tool_calls");
    for (Reviewed call : calls) {
      ObjectNode one = made.addObject().put("id", call.call().id()).put("type", "function");
      one.putObject("function").put("name", call.written()).put("arguments", call.quotable());
    }
    messages.add(turn);
    for (Reviewed call : calls) {
      messages.add(
          Json.object()
              .put("role", "tool")
              .put("tool_call_id", call.call().id())
              .put("name", call.written())
              .put("content", answer(call)));
    }
    return new Correction(cost, messages);
  }

  private String answer(Reviewed call) {
    if (call.faults().isEmpty()) {
      return "Not executed, because another call in the same reply was wrong. Send this call again"
          + " together with the corrected one.";
    }
    String name = call.call().name();
    Finding first = call.faults().getFirst();
    return switch (first.rule()) {
      case UNKNOWN_TOOL -> "Error: " + first.message() + " " + instead(first);
      case WRONG_TOOL ->
          "Error: " + first.message() + " Call `" + first.candidates().getFirst() + "` now.";
      case SCHEMA -> schema(name, call.faults());
      default ->
          "Error: "
              + first.message()
              + " Call `"
              + name
              + "` again with one JSON object as arguments, such as {} or {\"key\": \"value\"}.";
    };
  }

  private String instead(Finding unknown) {
    List<String> names = unknown.candidates();
    String listed = String.join(", ", names);
    return names.size() < tools.size()
        ? "The nearest of the " + tools.size() + " tools are: " + listed + ". Call one that exists."
        : "The tools are: " + listed + ". Call one of them.";
  }

  private static String schema(String name, List<Finding> faults) {
    StringBuilder text =
        new StringBuilder("Error: the arguments of `").append(name).append("` are not right:");
    for (Finding fault : faults.subList(0, Math.min(MOST_FAULTS, faults.size()))) {
      text.append("\n- ").append(fault.message());
      if (!fault.candidates().isEmpty() && !fault.message().contains(" must be one of ")) {
        text.append(" Known are: ").append(String.join(", ", fault.candidates())).append('.');
      }
    }
    if (faults.size() > MOST_FAULTS) {
      text.append("\n- and ").append(faults.size() - MOST_FAULTS).append(" more.");
    }
    return text.append("\nCall `").append(name).append("` again with this corrected.").toString();
  }

  /** For a reply that is no call, or none that can be read. */
  Correction text(Finding reason, String said) {
    ObjectNode turn =
        Json.object()
            .put("role", "assistant")
            .put("content", said.isBlank() ? NOTHING_SAID : said.strip());
    ObjectNode answer = Json.object().put("role", "user").put("content", request(reason));
    return new Correction(Correction.Cost.RETRY, List.of(turn, answer));
  }

  private String request(Finding reason) {
    return switch (reason.rule()) {
      case BROKEN_CALL_AS_TEXT ->
          "Your last reply contains "
              + (reason.tool().isEmpty() ? "a tool call" : "a call of `" + reason.tool() + "`")
              + " that cannot be read. Make the call again in the tool-call format, with arguments"
              + " that are one valid JSON object. "
              + wanted();
      case EMPTY_REPLY -> "Your last reply was empty. " + wanted();
      case REPETITION ->
          "Your last reply repeated itself and was stopped. Do not repeat yourself. " + wanted();
      default ->
          reason.tool().isEmpty()
              ? "Your last reply was text, but a tool call is needed here. " + wanted()
              : "You announced a call of `"
                  + reason.tool()
                  + "` but did not make it. Make the call now instead of describing it.";
    };
  }

  private String wanted() {
    return switch (choice) {
      case ToolChoice.Named(String name) -> "Call `" + name + "` now.";
      case ToolChoice.Required _ -> "Call one of these tools now: " + list() + ".";
      case ToolChoice.Auto _ when respond ->
          "Call one of these tools now: "
              + list()
              + ". To say something to the user, call `"
              + RespondTool.NAME
              + "`.";
      case ToolChoice.Auto _, ToolChoice.None _ ->
          "Call one of these tools, or give your final answer in words: " + list() + ".";
    };
  }

  private String list() {
    List<String> names = tools.suggestions("");
    return String.join(", ", names) + (names.size() < tools.size() ? ", …" : "");
  }
}
