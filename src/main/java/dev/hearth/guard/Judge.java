package dev.hearth.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.guard.names.ToolNames;
import dev.hearth.guard.rescue.WrittenCall;
import dev.hearth.guard.text.Announcement;
import dev.hearth.wire.Finish;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about a whole reply: whether it passes, what of it, and else what to tell the model. */
final class Judge {
  private final ToolNames tools;
  private final ToolChoice choice;
  private final boolean parallel;
  private final GuardSettings settings;
  private final boolean respond;
  private final CallReview review;
  private final Nudge nudge;

  /**
   * @param respond whether the synthetic tool was offered
   */
  Judge(
      ToolNames tools,
      ToolChoice choice,
      boolean parallel,
      GuardSettings settings,
      boolean respond,
      CallReview review) {
    this.tools = tools;
    this.choice = choice;
    this.parallel = parallel;
    this.settings = settings;
    this.respond = respond;
    this.review = review;
    nudge = new Nudge(tools, choice, respond);
  }

  /**
   * What is to happen with a reply.
   *
   * @param verdict the judgement
   * @param spoken what calls of the synthetic tool said
   * @param note what to tell the user in place of a call that was cut off, empty for nothing
   */
  record Decision(Verdict verdict, String spoken, String note) {
    static Decision of(Verdict verdict) {
      return new Decision(verdict, "", "");
    }
  }

  Decision judge(Reply reply, List<Piece.Calls> thoughtOf, CallIds ids) {
    if (reply.looped() && settings.enforces(Rule.REPETITION)) {
      return rejected(
          finding(Rule.REPETITION, "", "The reply repeated itself without end and was stopped."),
          reply);
    }
    if (settings.enforces(Rule.TRUNCATED_CALL)) {
      Optional<Decision> cut = cut(reply);
      if (cut.isPresent()) {
        return cut.get();
      }
    }
    List<Piece.Calls> written = reply.written();
    if (reply.calls().isEmpty()
        && written.isEmpty()
        && reply.broken().isEmpty()
        && reply.prose().isBlank()) {
      written = thoughtOf;
    }
    if (!reply.broken().isEmpty()
        && reply.calls().isEmpty()
        && settings.enforces(Rule.BROKEN_CALL_AS_TEXT)) {
      Piece.Broken broken = reply.broken().getFirst();
      return rejected(broken(broken), reply);
    }
    return reply.calls().isEmpty() && written.isEmpty() ? prose(reply) : calls(reply, written, ids);
  }

  private static Finding finding(Rule rule, String tool, String message) {
    return new Finding(rule, tool, "", message, "", List.of(), false);
  }

  private static Finding broken(Piece.Broken broken) {
    String of = broken.tool().isEmpty() ? "A call" : "A call of `" + broken.tool() + "`";
    return new Finding(
        Rule.BROKEN_CALL_AS_TEXT,
        broken.tool(),
        "",
        of + " was written as text (" + broken.syntax() + ") and cannot be read.",
        CallReview.excerpt(broken.source().strip()),
        List.of(),
        false);
  }

  private Decision rejected(Finding reason, Reply reply) {
    String said =
        reason.rule() == Rule.REPETITION ? CallReview.excerpt(reply.prose()) : reply.text();
    return Decision.of(
        new Verdict.Rejected(
            List.of(reason), nudge.text(reason, said), LastResort.text(reason, reply)));
  }

  /** A reply cut off inside a call is reported as such: another attempt would meet the same end. */
  private Optional<Decision> cut(Reply reply) {
    if (!reply.cut()) {
      return Optional.empty();
    }
    String tool = "";
    boolean inside = false;
    for (Piece.Broken broken : reply.broken()) {
      inside |= broken.cut();
      tool = broken.cut() ? broken.tool() : tool;
    }
    for (ToolCall call : reply.calls()) {
      if (Json.parse(call.arguments()).filter(JsonNode::isContainerNode).isEmpty()) {
        inside = true;
        tool = call.name();
      }
    }
    if (!inside) {
      return Optional.empty();
    }
    String by =
        reply.ended().finish() == Finish.LENGTH ? "the token limit" : "one of the stop sequences";
    String of = tool.isEmpty() ? "a call" : "a call of `" + tool + "`";
    String message = "The reply was cut off by " + by + " inside " + of + ", which was not made.";
    Finding finding = finding(Rule.TRUNCATED_CALL, tool, message);
    return Optional.of(
        new Decision(
            new Verdict.Accepted(List.of(), List.of(finding)),
            "",
            reply.prose().isBlank() ? message : ""));
  }

  private Decision prose(Reply reply) {
    Optional<Finding> objection = objection(reply);
    return objection.isPresent()
        ? rejected(objection.get(), reply)
        : Decision.of(new Verdict.Accepted(List.of()));
  }

  /** Why prose is not what is wanted here. */
  private Optional<Finding> objection(Reply reply) {
    Finish finish = reply.ended().finish();
    if (reply.cut() || finish == Finish.REFUSAL || finish == Finish.PAUSED) {
      return Optional.empty();
    }
    if (reply.text().isBlank()) {
      return Optional.of(finding(Rule.EMPTY_REPLY, "", "The reply is empty."))
          .filter(found -> settings.enforces(found.rule()));
    }
    if (!settings.enforces(Rule.PROSE_INSTEAD_OF_CALL)) {
      return Optional.empty();
    }
    if (choice instanceof ToolChoice.Named(String name)) {
      return Optional.of(
          finding(
              Rule.PROSE_INSTEAD_OF_CALL,
              "",
              "The request asks for a call of `" + name + "`, but the reply is text."));
    }
    if (choice instanceof ToolChoice.Required) {
      return Optional.of(
          finding(
              Rule.PROSE_INSTEAD_OF_CALL,
              "",
              "The request asks for a call, but the reply is text."));
    }
    if (settings.textPolicy() != TextPolicy.AUTO) {
      return Optional.of(
          finding(Rule.PROSE_INSTEAD_OF_CALL, "", "The reply is text where a call is wanted."));
    }
    return Announcement.of(reply.text(), tools.all())
        .map(
            tool ->
                finding(
                    Rule.PROSE_INSTEAD_OF_CALL,
                    tool,
                    "The reply announces a call of `" + tool + "` and makes none."));
  }

  private Decision calls(Reply reply, List<Piece.Calls> written, CallIds ids) {
    List<Reviewed> reviewed = new ArrayList<>();
    for (ToolCall call : reply.calls()) {
      ToolCall named = new ToolCall(ids.idFor(call.id()), call.name(), call.arguments());
      reviewed.add(review.nativeCall(named, reply.cut()));
    }
    int made = reviewed.size();
    for (Piece.Calls piece : written) {
      for (WrittenCall call : piece.calls()) {
        Reviewed one = review.written(call, ids.idFor(""));
        // A model that writes down the call it also makes wants it made once.
        if (reviewed.subList(0, made).stream().noneMatch(one::sameAs)) {
          reviewed.add(one);
        }
      }
    }
    List<Finding> notes = new ArrayList<>();
    List<Reviewed> kept = limited(reviewed, notes);
    List<Finding> faults = kept.stream().flatMap(call -> call.faults().stream()).toList();
    if (!faults.isEmpty()) {
      return rejected(reply, kept, faults);
    }
    String syntax =
        written.isEmpty() || kept.size() <= made && made > 0 ? "" : written.getFirst().syntax();
    Decision decision = accepted(kept, syntax, notes);
    boolean silent = decision.spoken().isBlank() && kept.stream().allMatch(this::isRespond);
    return silent && reply.prose().isBlank() ? prose(silenced(reply)) : decision;
  }

  /** A call of the synthetic tool that says nothing is no more than an empty reply. */
  private static Reply silenced(Reply reply) {
    return new Reply(
        List.of(), List.of(), reply.released(), reply.reasoning(), reply.ended(), false);
  }

  /** One call at a time where the client wants no more; the model can ask for the others later. */
  private List<Reviewed> limited(List<Reviewed> calls, List<Finding> notes) {
    List<Reviewed> real = calls.stream().filter(call -> !isRespond(call)).toList();
    if (parallel || real.size() < 2 || !settings.enforces(Rule.PARALLEL_CALLS)) {
      return calls;
    }
    notes.add(
        new Finding(
            Rule.PARALLEL_CALLS,
            real.get(1).call().name(),
            "",
            "The client wants one call at a time, so only the first of "
                + real.size()
                + " was kept.",
            "",
            List.of(),
            true));
    return List.of(real.getFirst());
  }

  private boolean isRespond(Reviewed call) {
    return respond && call.call().name().equals(RespondTool.NAME);
  }

  private Decision rejected(Reply reply, List<Reviewed> calls, List<Finding> faults) {
    Finding first =
        faults.stream().min(java.util.Comparator.comparing(Finding::rule)).orElseThrow();
    List<Finding> ordered = new ArrayList<>(List.of(first));
    faults.stream().filter(fault -> fault != first).forEach(ordered::add);
    boolean arguments = first.rule() == Rule.SCHEMA || first.rule() == Rule.MALFORMED_ARGUMENTS;
    Correction.Cost cost = arguments ? Correction.Cost.TOOL_ERROR : Correction.Cost.RETRY;
    return Decision.of(
        new Verdict.Rejected(
            ordered, nudge.calls(reply.prose(), calls, cost), LastResort.calls(calls, reply)));
  }

  private Decision accepted(List<Reviewed> reviewed, String syntax, List<Finding> notes) {
    List<Finding> remarks = new ArrayList<>();
    List<Finding> repairs = new ArrayList<>(notes);
    List<ToolCall> calls = new ArrayList<>();
    StringBuilder spoken = new StringBuilder();
    for (Reviewed one : reviewed) {
      remarks.addAll(one.remarks());
      repairs.addAll(one.repairs());
      if (isRespond(one)) {
        String message =
            one.arguments()
                .map(a -> Json.parse(one.call().arguments()).orElse(a))
                .map(a -> a.path("message").asText())
                .orElse("");
        spoken.append(spoken.isEmpty() ? "" : "\n\n").append(message);
      } else {
        calls.add(one.call());
      }
    }
    if (!syntax.isEmpty()) {
      repairs.addFirst(
          new Finding(
              Rule.CALL_AS_TEXT,
              reviewed.getFirst().call().name(),
              "",
              "The call was written as text (" + syntax + ") and was turned into a real one.",
              "",
              List.of(),
              true));
      repairs.addAll(remarks);
      return new Decision(new Verdict.Rescued(calls, syntax, repairs), spoken.toString(), "");
    }
    if (!repairs.isEmpty()) {
      repairs.addAll(remarks);
      return new Decision(new Verdict.Repaired(calls, repairs), spoken.toString(), "");
    }
    return new Decision(new Verdict.Accepted(calls, remarks), spoken.toString(), "");
  }
}
