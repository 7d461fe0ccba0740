package dev.hearth.desk.traffic.look;

import dev.hearth.desk.controls.Amounts;
import dev.hearth.desk.controls.StatBar;
import dev.hearth.traffic.exchange.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where the time went, as parts of a bar and as words. */
public final class PhaseParts {
  private PhaseParts() {}

  /** A stretch of time with its name and colour. */
  public record Part(String name, String meaning, String styleClass, long nanos) {}

  /** All phases that took time, in order. */
  public static List<Part> of(Timings t) {
    List<Part> parts = new ArrayList<>();
    add(parts, "Reading", "the request's body arrives", "fill-queue", t.reading());
    add(parts, "Queued", "another request is being answered", "fill-queue", t.queued());
    add(parts, "Waiting", "the model is loading or busy", "fill-queue", t.waiting());
    add(parts, "Retried", "attempts that were rejected", "fill-retry", t.retrying());
    add(parts, "Prefill", "the model reads the prompt", "fill-prefill", t.prefill());
    add(parts, "Held", "the guard kept output until it was sure", "fill-held", t.held());
    add(parts, "Streaming", "tokens arrive and go out", "fill-stream", t.streaming());
    return parts;
  }

  /** The same as parts of a bar. */
  public static List<StatBar.Part> bar(Timings t) {
    return of(t).stream().map(p -> new StatBar.Part(p.nanos(), p.styleClass())).toList();
  }

  /** The same as one line of words. */
  public static String words(Timings t) {
    return of(t).stream()
        .map(p -> p.name() + " " + Amounts.nanos(p.nanos()))
        .collect(Collectors.joining(", "));
  }

  private static void add(
      List<Part> parts, String name, String meaning, String styleClass, long nanos) {
    if (nanos > 0) {
      parts.add(new Part(name, meaning, styleClass, nanos));
    }
  }
}
