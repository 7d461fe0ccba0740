package dev.hearth.cli;

import dev.hearth.settings.JournalSettings;
import dev.hearth.traffic.Feed;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Keeps what passes the proxy for as long as a command runs. */
@FunctionalInterface
public interface TrafficKeeping {
  /**
   * Begins.
   *
   * @param choice what this command wants otherwise than the stored settings have it
   * @param told gets a sentence on what is recorded, now and whenever that changes
   */
  Kept open(UnaryOperator<JournalSettings> choice, Consumer<String> told);

  /** What is kept. Closing writes what waits. */
  interface Kept extends AutoCloseable {
    /** Where the proxy tells what happens. */
    Feed feed();

    /** The page for Prometheus, if it is wanted. */
    Optional<String> metrics();

    /** How much is recorded, in one word. */
    String recording();

    @Override
    void close();
  }
}
