package dev.hearth.traffic.export;

import dev.hearth.traffic.Event.Finding;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.MessageText;
import dev.hearth.traffic.exchange.Nudge;
import dev.hearth.traffic.replay.ArgumentChange;
import dev.hearth.traffic.replay.CallDiff;
import dev.hearth.wire.Json;
import dev.hearth.wire.ToolCall;
import java.util.List;

/** One link of the chain: what the model produced, what was wrong and what it was told. */
final class HtmlAttempt {
  private final Attempt attempt;

  HtmlAttempt(Attempt attempt) {
    this.attempt = attempt;
  }

  /** Writes it; {@code earlier} are the attempts before it. */
  void write(Markup page, List<Attempt> earlier) {
    String tone = Wording.tone(attempt.judgement().verdict());
    page.open("li");
    page.element("span class=\"num " + tone + "\"", String.valueOf(attempt.number()));
    page.open("div class=\"card\"").open("header");
    page.element("h3", "Attempt " + attempt.number());
    String decision = Wording.verdict(attempt.judgement().verdict());
    String syntax = attempt.judgement().syntax();
    page.element(
        "span class=\"chip " + tone + "\"",
        syntax.isEmpty() ? decision : decision + " from " + syntax);
    page.element("span class=\"soft\"", timing());
    page.close("header");
    produced(page);
    attempt.judgement().findings().forEach(f -> finding(page, f));
    if (!earlier.isEmpty()) {
      differences(page, earlier.getLast());
    }
    nudge(page);
    page.close("div").close("li");
  }

  private String timing() {
    long end = attempt.endedAt() == Attempt.UNKNOWN ? 0 : attempt.endedAt() - attempt.sentAt();
    String first =
        attempt.ttftNanos().isPresent()
            ? "first token after " + Wording.duration(attempt.ttftNanos().getAsLong()) + ", "
            : "";
    return first + (end > 0 ? "over after " + Wording.duration(end) : "not over");
  }

  private void produced(Markup page) {
    page.element("h4", "The model produced");
    if (!attempt.reasoning().isEmpty()) {
      page.open("details")
          .element("summary", "Thinking")
          .element("pre", attempt.reasoning())
          .close("details");
    }
    if (!attempt.output().isEmpty()) {
      page.element("pre", attempt.output());
    }
    attempt.produced().forEach(call -> call(page, call));
    if (attempt.output().isEmpty() && attempt.produced().isEmpty()) {
      String body = attempt.responseBody().text();
      page.element("pre", body.isEmpty() ? "(nothing)" : Wording.pretty(body));
    }
    if (!attempt.judgement().accepted().isEmpty()
        && !attempt.judgement().accepted().equals(attempt.produced())) {
      page.element("h4", "The guard made of it");
      attempt.judgement().accepted().forEach(call -> call(page, call));
    }
  }

  static void call(Markup page, ToolCall call) {
    page.open("div class=\"call\"");
    page.element("code", call.name());
    page.element("pre", Wording.pretty(call.arguments()));
    page.close("div");
  }

  private static void finding(Markup page, Finding f) {
    page.open("div class=\"finding" + (f.repaired() ? " fixed" : "") + "\"");
    page.open("p").open("b").sentence(f.message()).close("b").close("p");
    page.open("p class=\"soft\"").element("code", f.rule());
    if (!f.tool().isEmpty()) {
      page.text(" in ").element("code", f.tool() + f.path());
    }
    if (!f.value().isEmpty()) {
      page.text(" was ").element("code", f.value());
    }
    if (!f.candidates().isEmpty()) {
      page.text(" could be ");
      f.candidates().forEach(c -> page.element("code", c).text(" "));
    }
    if (f.repaired()) {
      page.text(" (mended)");
    }
    page.close("p").close("div");
  }

  /** How the arguments changed since the attempt before. */
  private void differences(Markup page, Attempt before) {
    List<CallDiff> diffs = CallDiff.of(before.produced(), attempt.produced());
    boolean comparable =
        !before.produced().isEmpty()
            && !attempt.produced().isEmpty()
            && diffs.stream().anyMatch(d -> !d.same());
    if (!comparable) {
      return;
    }
    page.element("h4", "Changed since attempt " + before.number()).open("table");
    for (CallDiff diff : diffs) {
      if (!diff.left().equals(diff.right())) {
        change(page, "tool", diff.left(), diff.right());
      }
      for (ArgumentChange c : diff.changes()) {
        change(page, c.path().isEmpty() ? "arguments" : c.path(), c.left(), c.right());
      }
    }
    page.close("table");
  }

  private static void change(Markup page, String where, String left, String right) {
    page.open("tr").element("td", where).open("td class=\"d\"");
    page.element("del", left).text(" → ").element("ins", right);
    page.close("td").close("tr");
  }

  private void nudge(Markup page) {
    Nudge nudge = attempt.nudge();
    if (nudge.none()) {
      return;
    }
    page.element(
        "h4",
        "Then the model was told ("
            + nudge.budget().replace('_', ' ')
            + " "
            + nudge.used()
            + " of "
            + nudge.limit()
            + ")");
    page.open("div class=\"nudge\"");
    for (String message : nudge.messages()) {
      page.element("pre", Json.parse(message).map(MessageText::of).orElse(message));
    }
    page.close("div");
  }
}
