package dev.hearth.traffic.insight;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an OpenTelemetry collector of every exchange that is over. Made only when the user turns it
 * on; give it a subscription of its own, so that a slow collector delays nobody.
 */
public final class OtlpExporter implements Consumer<List<Event>> {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpExporter.class);

  private final FinishedExchanges finished = new FinishedExchanges(this::finished);
  private final List<Exchange> batch = new ArrayList<>();
  private final OtlpSpans spans;
  private final OtlpSender sender;
  private boolean failing;

  /**
   * @param spans how exchanges become spans
   * @param sender how they get to the collector
   */
  public OtlpExporter(OtlpSpans spans, OtlpSender sender) {
    this.spans = spans;
    this.sender = sender;
  }

  private void finished(Exchange exchange) {
    batch.add(exchange);
  }

  @Override
  public void accept(List<Event> events) {
    finished.accept(events);
    if (batch.isEmpty()) {
      return;
    }
    try {
      sender.send(Json.bytes(spans.request(batch)));
      failing = false;
    } catch (IOException e) {
      // Said once, not for every request while a collector is away.
      if (!failing) {
        LOG.warn("The OpenTelemetry collector did not take the spans: {}", e.getMessage());
      }
      failing = true;
    } finally {
      batch.clear();
    }
  }
}
