package dev.hearth.cli;

import dev.hearth.traffic.Feed;
import java.util.Optional;

/** Keeps nothing of what passes. */
record NothingKept(Feed feed) implements TrafficKeeping.Kept {
  static final TrafficKeeping KEEPING = (choice, told) -> new NothingKept(new Feed());

  @Override
  public Optional<String> metrics() {
    return Optional.empty();
  }

  @Override
  public String recording() {
    return "nothing";
  }

  @Override
  public void close() {
    feed.close();
  }
}
