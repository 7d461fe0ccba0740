package dev.hearth.app;

import dev.hearth.clients.ClientApp;
import dev.hearth.clients.ClientCatalog;
import dev.hearth.desk.services.ClientSighting;
import dev.hearth.desk.services.Live;
import dev.hearth.desk.services.LiveValue;
import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Feed;
import dev.hearth.traffic.Subscription;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.FilterKey;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.JournalException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers which programs have sent requests, and when each last did. */
public final class ClientSightings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSightings.class);

  /** Programs with made-up names must not grow the list without end. */
  private static final int MOST = 40;

  /** Hearth's own tests and composed requests are not clients. */
  private static final String OWN_AGENT = "hearth";

  private final ClientCatalog catalog;
  private final LiveValue<List<ClientSighting>> sightings = new LiveValue<>(List.of());
  private final Subscription subscription;

  public ClientSightings(ClientCatalog catalog, Feed feed) {
    this.catalog = catalog;
    this.subscription = feed.subscribeToMilestones("client-sightings", this::take);
  }

  /** Who was here, the latest first. */
  public Live<List<ClientSighting>> live() {
    return sightings;
  }

  /** Takes over what the journal kept of earlier runs; may block. */
  void recall(Journal journal) {
    Set<String> names = new LinkedHashSet<>(journal.vocabulary().values(FilterKey.CLIENT));
    // The vocabulary knows the latest requests only; somebody may not have been here for a month.
    catalog.clients().forEach(c -> names.add(c.name()));
    try {
      for (String name : names) {
        journal
            .search(Filter.parse(Filter.exactly(FilterKey.CLIENT, name)), 1, 0)
            .forEach(latest -> saw(latest.caller(), latest.time()));
      }
    } catch (JournalException e) {
      LOG.warn("Who was here before could not be looked up: {}", e.getMessage());
    }
  }

  /** Tells of a request. */
  public void saw(Caller caller, Instant when) {
    if (caller.userAgent().toLowerCase(java.util.Locale.ROOT).startsWith(OWN_AGENT)) {
      return;
    }
    Optional<ClientApp> known = recognised(caller);
    String name = known.map(ClientApp::name).orElse(caller.client());
    if (name.isBlank()) {
      return;
    }
    // Whole seconds, so that a busy agent does not tell the desk a thousand times a second.
    ClientSighting seen =
        new ClientSighting(
            known.map(ClientApp::id).orElse(""), name, when.truncatedTo(ChronoUnit.SECONDS));
    sightings.update(old -> with(old, seen));
  }

  private Optional<ClientApp> recognised(Caller caller) {
    return catalog
        .recognise(caller.userAgent())
        .or(
            () ->
                catalog.clients().stream()
                    .filter(c -> c.name().equalsIgnoreCase(caller.client()))
                    .findFirst());
  }

  private void take(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.Received received) {
        saw(received.caller(), received.time());
      }
    }
  }

  private static List<ClientSighting> with(List<ClientSighting> old, ClientSighting seen) {
    List<ClientSighting> next = new ArrayList<>();
    next.add(seen);
    for (ClientSighting one : old) {
      if (!one.name().equals(seen.name())) {
        next.add(one);
      } else if (one.last().isAfter(seen.last())) {
        next.set(0, one);
      }
    }
    next.sort(Comparator.comparing(ClientSighting::last).reversed());
    return List.copyOf(next.subList(0, Math.min(MOST, next.size())));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
