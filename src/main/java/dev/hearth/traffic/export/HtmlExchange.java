package dev.hearth.traffic.export;

import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Note;
import dev.hearth.traffic.exchange.Outcome;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.StreamEvent;
import dev.hearth.traffic.exchange.Timings;
import dev.hearth.wire.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One exchange of a report, told from the question to what the client received. */
final class HtmlExchange {
  /** A browser lays out a longer table only slowly; the JSON lines have them all. */
  private static final int MOST_EVENTS = 2000;

  private final Exchange exchange;
  private final ExchangeSummary row;
  private final Markup page = new Markup();

  HtmlExchange(Exchange exchange) {
    this.exchange = exchange;
    this.row = exchange.summary();
  }

  String write() {
    page.open("article");
    title();
    facts();
    timeline();
    question();
    if (!exchange.attempts().isEmpty()) {
      page.element("h2", exchange.attempts().size() == 1 ? "The attempt" : "The attempts");
      page.open("ol class=\"chain\"");
      List<Attempt> attempts = exchange.attempts();
      for (int i = 0; i < attempts.size(); i++) {
        new HtmlAttempt(attempts.get(i)).write(page, attempts.subList(0, i));
      }
      page.close("ol");
    }
    received();
    notes();
    events();
    raw();
    page.close("article");
    return page.toString();
  }

  private void title() {
    page.element("h1", row.method() + " " + row.path());
    page.open("p class=\"lead\"");
    chip(Wording.tone(row.phase()), Wording.phase(row.phase()));
    page.text(" ");
    chip(Wording.tone(row.verdict()), Wording.verdict(row.verdict()));
    page.text(" " + row.caller().client() + " · " + Wording.moment(row.time()) + " · " + row.id());
    page.close("p");
  }

  private void chip(String tone, String text) {
    page.element("span class=\"chip " + tone + "\"", text);
  }

  private void facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", row.model());
    facts.put("Status", row.status() == 0 ? "" : String.valueOf(row.status()));
    facts.put("Attempts", String.valueOf(row.attempts()));
    facts.put("First token", Wording.duration(row.ttftNanos()));
    facts.put("Whole time", Wording.duration(row.timings().total()));
    facts.put("Speed", row.tokensPerSecond() == 0 ? "" : Wording.speed(row.tokensPerSecond()));
    facts.put(
        "Tokens",
        row.usage().total() == 0
            ? ""
            : Wording.count(row.usage().prompt())
                + " in, "
                + Wording.count(row.usage().completion())
                + " out");
    facts.put(
        "Context",
        row.contextSize() == 0
            ? ""
            : String.format(
                Locale.ROOT, "%.0f %% of %,d", row.contextPercent(), row.contextSize()));
    facts.put("Finish", row.finish());
    page.open("div class=\"facts\"");
    facts.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            page.open("div").element("span", name).element("b", value).close("div");
          }
        });
    page.close("div");
  }

  private void timeline() {
    Timings t = row.timings();
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("reading", t.reading());
    parts.put("queued", t.queued());
    parts.put("waiting", t.waiting());
    parts.put("retrying", t.retrying());
    parts.put("prefill", t.prefill());
    parts.put("streaming", t.streaming());
    parts.put("held", t.held());
    parts.values().removeIf(nanos -> nanos == 0);
    if (parts.isEmpty()) {
      return;
    }
    page.open("div class=\"bar\" role=\"img\" aria-label=\"Where the time went\"");
    parts.forEach(
        (name, nanos) ->
            page.open("i class=\"" + name + "\" style=\"flex-grow:" + nanos / 1000 + "\"")
                .close("i"));
    page.close("div").open("ul class=\"legend\"");
    parts.forEach(
        (name, nanos) ->
            page.open("li")
                .open("i class=\"" + name + "\"")
                .close("i")
                .text(name + " " + Wording.duration(nanos))
                .close("li"));
    page.close("ul");
  }

  private void question() {
    if (!exchange.said().isEmpty()) {
      page.element("h2", "What was asked").element("pre", exchange.said());
    }
    List<String> tools = row.asked().tools();
    if (!tools.isEmpty()) {
      page.open("p class=\"soft\"").text(tools.size() + " tools offered: ");
      tools.forEach(tool -> page.element("code", tool).text(" "));
      page.close("p");
    }
  }

  private void received() {
    Outcome outcome = Outcome.of(exchange);
    boolean broken = row.phase() != Phase.DONE;
    page.element("h2", "What the client received");
    page.open("div class=\"card final" + (broken ? " broken" : "") + "\"");
    if (!row.failure().none()) {
      page.open("p").element("b class=\"bad\"", row.failure().message()).close("p");
    }
    if (!outcome.text().isEmpty()) {
      page.element("pre", outcome.text());
    }
    for (ToolCall call : outcome.calls()) {
      HtmlAttempt.call(page, call);
    }
    if (outcome.empty() && row.failure().none()) {
      page.element("p class=\"soft\"", "Nothing that was kept.");
    }
    page.close("div");
  }

  private void notes() {
    if (exchange.notes().isEmpty()) {
      return;
    }
    page.element("h2", "Remarks").open("ul");
    for (Note note : exchange.notes()) {
      page.element("li", Wording.duration(note.nanos()) + ": " + note.message());
    }
    page.close("ul");
  }

  private void events() {
    for (Attempt attempt : exchange.attempts()) {
      events("Events of attempt " + attempt.number(), attempt.events(), attempt.eventsCut());
    }
    events("Events to the client", exchange.answer().events(), exchange.answer().eventsCut());
  }

  private void events(String title, List<StreamEvent> events, long cut) {
    if (events.isEmpty()) {
      return;
    }
    page.open("details").element("summary", title + " (" + events.size() + ")").open("table");
    page.open("tr");
    List.of("#", "at", "gap", "type", "data").forEach(head -> page.element("th", head));
    page.close("tr");
    long before = events.getFirst().nanos();
    for (StreamEvent event : events.subList(0, Math.min(events.size(), MOST_EVENTS))) {
      page.open("tr")
          .element("td class=\"n\"", String.valueOf(event.number()))
          .element("td class=\"n\"", Wording.duration(event.nanos()))
          .element("td class=\"n\"", Wording.duration(event.nanos() - before))
          .element("td", event.type())
          .element("td class=\"d\"", event.data())
          .close("tr");
      before = event.nanos();
    }
    page.close("table");
    long hidden = Math.max(0, events.size() - MOST_EVENTS);
    if (hidden + cut > 0) {
      page.element("p class=\"soft\"", hidden + " more are not shown, " + cut + " were not kept.");
    }
    page.close("details");
  }

  private void raw() {
    if (exchange.request().bytes().length > 0) {
      page.open("details")
          .element(
              "summary",
              "The request as sent (" + Wording.bytes(exchange.request().fullSize()) + ")")
          .element("pre", Wording.pretty(exchange.request().text()))
          .close("details");
    }
    if (exchange.answer().body().bytes().length > 0) {
      page.open("details")
          .element("summary", "The answer as sent")
          .element("pre", Wording.pretty(exchange.answer().body().text()))
          .close("details");
    }
  }
}
