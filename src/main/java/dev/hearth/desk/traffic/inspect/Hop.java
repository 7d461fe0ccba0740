package dev.hearth.desk.traffic.inspect;

import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.Attempt;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One leg of the way: who sent what to whom.
 *
 * @param name "Client → Hearth"
 * @param line the request or status line
 * @param headers the headers, secrets masked
 * @param body the body, or none when it was a stream
 * @param events the stream, or none
 */
record Hop(String name, String line, List<Header> headers, Payload body, List<StreamEvent> events) {
  /** All legs of an exchange, in the order of time. */
  static List<Hop> of(Exchange exchange) {
    List<Hop> hops = new ArrayList<>();
    hops.add(
        new Hop(
            "Client → Hearth",
            exchange.summary().method() + " " + exchange.summary().path(),
            exchange.headers(),
            exchange.request(),
            List.of()));
    boolean several = exchange.attempts().size() > 1;
    for (Attempt a : exchange.attempts()) {
      String which = several ? "  #" + a.number() : "";
      hops.add(
          new Hop(
              "Hearth → backend" + which,
              "POST " + a.url(),
              a.requestHeaders(),
              a.request(),
              List.of()));
      hops.add(
          new Hop(
              "Backend → Hearth" + which,
              status(a.status()),
              a.responseHeaders(),
              a.responseBody(),
              a.events()));
    }
    hops.add(
        new Hop(
            "Hearth → client",
            status(exchange.answer().status()),
            exchange.answer().headers(),
            exchange.answer().body(),
            exchange.answer().events()));
    return hops;
  }

  private static String status(int status) {
    return status == 0 ? "no answer yet" : "HTTP " + status;
  }

  /** The body as text; a stream as it went over the wire. */
  String text() {
    if (events.isEmpty()) {
      return body.text();
    }
    StringBuilder text = new StringBuilder();
    for (StreamEvent event : events) {
      if (!event.type().isEmpty()) {
        text.append("event: ").append(event.type()).append('\n');
      }
      event.data().lines().forEach(l -> text.append("data: ").append(l).append('\n'));
      text.append('\n');
    }
    return text.toString();
  }

  /** Line, headers and body as one text. */
  String whole() {
    StringBuilder text = new StringBuilder(line).append('\n');
    headers.forEach(h -> text.append(h.name()).append(": ").append(h.value()).append('\n'));
    return text.append('\n').append(text()).toString();
  }
}
