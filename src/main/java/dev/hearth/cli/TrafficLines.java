package dev.hearth.cli;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One line for each finished request and one for each decision of the guard. */
final class TrafficLines implements AutoCloseable {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<String, Event.Received> open = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final Consumer<String> out;
  private final Subscription subscription;

  /**
   * @param out gets one or more lines at a time
   */
  TrafficLines(Feed feed, Consumer<String> out) {
    this.out = out;
    subscription = feed.subscribeToMilestones("console", this::batch);
  }

  private void batch(List<Event> events) {
    events.forEach(this::event);
    if (!lines.isEmpty()) {
      out.accept(String.join(System.lineSeparator(), lines));
      lines.clear();
    }
  }

  private void event(Event event) {
    switch (event) {
      case Event.Received received -> open.put(received.at().exchange(), received);
      case Event.Judged judged when judged.decision() != Event.Decision.PASSED ->
          lines.add(
              "           "
                  + judged.decision().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                  + ": "
                  + (judged.findings().isEmpty() ? "" : judged.findings().getFirst().message()));
      case Event.Finished finished ->
          ended(
              finished,
              finished.finish()
                  + ", "
                  + finished.usage().prompt()
                  + " + "
                  + finished.usage().completion()
                  + " tokens");
      case Event.Cancelled cancelled -> ended(cancelled, "cancelled by " + cancelled.by());
      case Event.Failed failed -> ended(failed, failed.status() + " " + failed.message());
      default -> {
        // the rest is for the desk
      }
    }
  }

  private void ended(Event event, String outcome) {
    Event.Received received = open.remove(event.at().exchange());
    if (received == null) {
      return;
    }
    String client = received.caller().client();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s  %-14s %-4s %s  %s  %.1f s",
            LocalTime.ofInstant(received.time(), ZoneId.systemDefault()).format(CLOCK),
            client.isEmpty() ? "-" : client,
            received.method(),
            received.path(),
            outcome,
            event.at().nanos() / NANOS_PER_SECOND));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
