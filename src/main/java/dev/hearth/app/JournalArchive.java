package dev.hearth.app;

import dev.hearth.desk.services.TrafficArchive;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.Answer;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.filter.Filter;
import dev.hearth.traffic.filter.Vocabulary;
import dev.hearth.traffic.journal.Journal;
import dev.hearth.traffic.journal.SavedSearch;
import java.util.List;
import java.util.Optional;

/** The journal as the desk's memory of earlier runs. */
record JournalArchive(Journal journal) implements TrafficArchive {
  @Override
  public List<Exchange> recent(int most) {
    return journal.search(Filter.ALL, most, 0).reversed().stream()
        .map(JournalArchive::row)
        .toList();
  }

  private static Exchange row(ExchangeSummary summary) {
    return new Exchange(summary, List.of(), Payload.NONE, List.of(), Answer.NONE, List.of(), "");
  }

  @Override
  public List<ExchangeSummary> search(Filter filter, int most, int offset) {
    return journal.search(filter, most, offset);
  }

  @Override
  public long count(Filter filter) {
    return journal.count(filter);
  }

  @Override
  public Vocabulary vocabulary() {
    return journal.vocabulary();
  }

  @Override
  public Optional<List<SavedSearch>> savedSearches() {
    return Optional.of(journal.savedSearches());
  }

  @Override
  public void saveSearches(List<SavedSearch> searches) {
    journal.saveSearches(searches);
  }

  @Override
  public Optional<Exchange> load(String id) {
    return journal.load(id);
  }

  @Override
  public void pin(String id, boolean keep) {
    journal.pin(id, keep);
  }
}
