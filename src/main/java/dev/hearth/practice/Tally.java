package dev.hearth.practice;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the server did. Written on the event loop, read anywhere. */
final class Tally {
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong aborted = new AtomicLong();
  private final AtomicLong promptTokens = new AtomicLong();
  private final AtomicLong decodedTokens = new AtomicLong();

  void generationStarted() {
    total.incrementAndGet();
    inFlight.incrementAndGet();
  }

  void generationEnded(Meter meter, boolean wasAborted) {
    if (wasAborted) {
      aborted.incrementAndGet();
    }
    promptTokens.addAndGet(meter.promptTokens());
    decodedTokens.addAndGet(meter.decoded());
    inFlight.decrementAndGet();
  }

  PracticeServer.Counts counts() {
    return new PracticeServer.Counts(inFlight.get(), total.get(), aborted.get());
  }

  /** The figures in Prometheus text, under llama-server's names. */
  String metrics(SlotPool pool) {
    return metric("prompt_tokens_total", "counter", "Prompt tokens processed", promptTokens.get())
        + metric("tokens_predicted_total", "counter", "Tokens generated", decodedTokens.get())
        + metric("requests_processing", "gauge", "Requests being answered", pool.busy())
        + metric("requests_deferred", "gauge", "Requests waiting for a slot", pool.waiting());
  }

  private static String metric(String name, String type, String help, long value) {
    return "# HELP llamacpp:%1$s %3$s.\n# TYPE llamacpp:%1$s %2$s\nllamacpp:%1$s %4$d\n"
        .formatted(name, type, help, value);
  }
}
