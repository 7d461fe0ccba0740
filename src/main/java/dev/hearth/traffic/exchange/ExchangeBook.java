package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The exchanges of this run, newest last, within a memory budget: the oldest finished ones lose
 * bodies and events first, then their row. Used by one thread.
 */
public final class ExchangeBook {
  private final int mostRows;
  private final long mostDetailBytes;
  private final Conversations conversations;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long detailBytes;

  private static final class Entry {
    private ExchangeFolder folder;
    private Exchange slim;
    private long weight;

    Exchange exchange() {
      return folder == null ? slim : folder.exchange();
    }

    boolean live() {
      return folder != null && folder.phase().live();
    }
  }

  /**
   * @param mostRows how many exchanges are listed
   * @param mostDetailBytes how much memory bodies and events may take
   * @param conversations groups them
   */
  public ExchangeBook(int mostRows, long mostDetailBytes, Conversations conversations) {
    this.mostRows = mostRows;
    this.mostDetailBytes = mostDetailBytes;
    this.conversations = conversations;
  }

  /** Takes events and answers which exchanges changed, in the order of their first event. */
  public Set<String> apply(List<Event> events) {
    Set<String> changed = new LinkedHashSet<>();
    for (Event event : events) {
      if (apply(event)) {
        changed.add(event.at().exchange());
      }
    }
    for (String id : changed) {
      weigh(entries.get(id));
    }
    shrink();
    return changed;
  }

  private boolean apply(Event event) {
    String id = event.at().exchange();
    Entry entry = entries.get(id);
    if (entry == null) {
      // Stragglers of a row that was dropped must not bring it back half empty.
      if (!(event instanceof Event.Received)) {
        return false;
      }
      entry = new Entry();
      entry.folder = new ExchangeFolder(id, conversations);
      entries.put(id, entry);
    }
    if (entry.folder == null) {
      return false;
    }
    entry.folder.apply(event);
    return true;
  }

  private void weigh(Entry entry) {
    if (entry.folder != null) {
      long now = entry.folder.weight();
      detailBytes += now - entry.weight;
      entry.weight = now;
    }
  }

  private void shrink() {
    if (detailBytes > mostDetailBytes) {
      for (Entry entry : entries.values()) {
        if (detailBytes <= mostDetailBytes) {
          break;
        }
        if (entry.folder != null && !entry.live()) {
          entry.slim = entry.folder.exchange().withoutDetail();
          entry.folder = null;
          detailBytes -= entry.weight;
          entry.weight = 0;
        }
      }
    }
    if (entries.size() > mostRows) {
      var oldest = entries.entrySet().iterator();
      while (entries.size() > mostRows && oldest.hasNext()) {
        Entry entry = oldest.next().getValue();
        if (!entry.live()) {
          detailBytes -= entry.weight;
          oldest.remove();
        }
      }
    }
  }

  /** One exchange as it is now. */
  public Optional<Exchange> find(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::exchange);
  }

  /** Whether bodies and events of an exchange had to go; the journal may still have them. */
  public boolean slimmed(String id) {
    Entry entry = entries.get(id);
    return entry != null && entry.folder == null;
  }

  /** All exchanges, oldest first. */
  public List<Exchange> all() {
    List<Exchange> all = new ArrayList<>(entries.size());
    entries.values().forEach(e -> all.add(e.exchange()));
    return all;
  }

  /** How many exchanges there are. */
  public int size() {
    return entries.size();
  }

  /** Forgets what is over; what is in flight stays. */
  public void clear() {
    entries
        .values()
        .removeIf(
            entry -> {
              if (entry.live()) {
                return false;
              }
              detailBytes -= entry.weight;
              return true;
            });
  }
}
