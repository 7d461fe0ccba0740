package dev.hearth.traffic.insight;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Conversations;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeFolder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Turns a feed of events into exchanges that are over; for a subscription's batches. */
public final class FinishedExchanges implements Consumer<List<Event>> {
  private final Map<String, ExchangeFolder> live = new HashMap<>();
  private final Conversations conversations = new Conversations();
  private final Consumer<Exchange> finished;

  /**
   * @param finished hears of each exchange once, when it is over
   */
  public FinishedExchanges(Consumer<Exchange> finished) {
    this.finished = finished;
  }

  @Override
  public void accept(List<Event> events) {
    events.forEach(this::accept);
  }

  private void accept(Event event) {
    String id = event.at().exchange();
    if (event instanceof Event.Received) {
      live.put(id, new ExchangeFolder(id, conversations));
    }
    ExchangeFolder folder = live.get(id);
    if (folder == null) {
      return;
    }
    folder.apply(event);
    if (!folder.phase().live()) {
      live.remove(id);
      finished.accept(folder.exchange());
    }
  }

  /** How many exchanges are in flight. */
  public int inFlight() {
    return live.size();
  }
}
