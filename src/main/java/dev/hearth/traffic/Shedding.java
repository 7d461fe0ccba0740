package dev.hearth.traffic;

/** What a subscriber that falls behind can do without, and what never. */
final class Shedding {
  private Shedding() {}

  /** Whether the event only refines what a later event says as a whole. */
  static boolean isDetail(Event event) {
    return event instanceof Event.BackendEvent
        || event instanceof Event.ClientEvent
        || event instanceof Event.Prefill;
  }

  /** Bytes of bodies the event carries. */
  static long bodyBytes(Event event) {
    return switch (event) {
      case Event.Understood e -> e.body().bytes().length;
      case Event.SentUpstream e -> e.body().bytes().length;
      case Event.BackendBody e -> e.body().bytes().length;
      case Event.Answered e -> e.body().bytes().length;
      default -> 0;
    };
  }

  /** The same event with the size of its body but not its content. */
  static Event withoutBody(Event event) {
    return switch (event) {
      case Event.Understood e ->
          new Event.Understood(
              e.at(),
              e.model(),
              e.streaming(),
              e.tools(),
              e.messages(),
              e.guarded(),
              e.body().withoutContent());
      case Event.SentUpstream e ->
          new Event.SentUpstream(e.at(), e.url(), e.headers(), e.body().withoutContent());
      case Event.BackendBody e -> new Event.BackendBody(e.at(), e.body().withoutContent());
      case Event.Answered e ->
          new Event.Answered(e.at(), e.status(), e.headers(), e.body().withoutContent());
      default -> event;
    };
  }
}
