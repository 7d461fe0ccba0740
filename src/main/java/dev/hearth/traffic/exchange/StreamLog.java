package dev.hearth.traffic.exchange;

import java.util.List;

/** The events of one stream, within limits that keep a runaway reply from filling the memory. */
final class StreamLog {
  /** A reply of 32k tokens fits; beyond this only a count remains. */
  static final int MOST_EVENTS = 50_000;

  /** Characters of data kept in one stream; later events keep their time and lose their data. */
  static final int MOST_DATA = 8 * 1024 * 1024;

  private final GrowingList<StreamEvent> events = new GrowingList<>();
  private long chars;
  private long cut;

  void add(StreamEvent event) {
    if (events.size() >= MOST_EVENTS) {
      cut++;
      return;
    }
    if (chars + event.data().length() > MOST_DATA) {
      cut++;
      events.add(new StreamEvent(event.number(), event.nanos(), event.type(), ""));
      return;
    }
    chars += event.data().length();
    events.add(event);
  }

  /** Events that never reached us. */
  void missed(int count) {
    cut += count;
  }

  List<StreamEvent> events() {
    return events.view();
  }

  long cut() {
    return cut;
  }

  /** Memory taken, roughly. */
  long weight() {
    return 2 * chars + 64L * events.size();
  }
}
