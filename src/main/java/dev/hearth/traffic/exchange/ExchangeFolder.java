package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Caller;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.ToolCall;
import dev.hearth.wire.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Folds the events of one exchange into an {@link Exchange}. Used by one thread; what {@link
 * #exchange()} gives out is immutable and may go anywhere.
 */
public final class ExchangeFolder {
  private static final Caller NOBODY = new Caller("", "", "", "");

  /** A chatty component must not fill the memory with remarks. */
  private static final int MOST_NOTES = 200;

  private final String id;
  private final Conversations conversations;
  private final PhaseClock clock = new PhaseClock();
  private final TreeMap<Integer, AttemptFolder> attempts = new TreeMap<>();
  private final StreamLog clientStream = new StreamLog();
  private final List<Note> notes = new ArrayList<>();
  private Instant time = Instant.EPOCH;
  private Caller caller = NOBODY;
  private Protocol protocol = Protocol.OPENAI;
  private String method = "";
  private String path = "";
  private List<Header> headers = List.of();
  private Asked asked = Asked.NOTHING;
  private Payload request = Payload.NONE;
  private long answeredAt = Attempt.UNKNOWN;
  private int status;
  private List<Header> answerHeaders = List.of();
  private Payload answerBody = Payload.NONE;
  private String modelAnswered = "";
  private String finish = "";
  private Usage usage = Usage.NONE;
  private long contextSize;
  private Failure failure = Failure.NONE;
  private String conversation = "";
  private String said = "";
  private long lost;
  private Exchange snapshot;

  /**
   * @param id the exchange's id
   * @param conversations groups it with others once its body is known
   */
  public ExchangeFolder(String id, Conversations conversations) {
    this.id = id;
    this.conversations = conversations;
  }

  /** Takes the next event of this exchange. */
  public void apply(Event event) {
    snapshot = null;
    long nanos = event.at().nanos();
    clock.pass(nanos);
    switch (event) {
      case Event.Received e -> received(e);
      case Event.Understood e -> understood(e);
      case Event.Queued e -> clock.enter(Phase.QUEUED, nanos);
      case Event.Waiting e -> waiting(e);
      case Event.Noted e -> note(new Note(nanos, e.topic(), e.message()));
      case Event.Answered e -> answered(e);
      case Event.ClientEvent e ->
          clientStream.add(new StreamEvent(e.number(), nanos, e.type(), e.data()));
      case Event.Finished e -> finished(e);
      case Event.Cancelled e -> cancelled(e);
      case Event.Failed e -> failed(e);
      case Event.Lost e -> lost(e);
      default -> attemptEvent(event);
    }
  }

  private void attemptEvent(Event event) {
    AttemptFolder attempt =
        attempts.computeIfAbsent(Math.max(1, event.at().attempt()), AttemptFolder::new);
    long nanos = event.at().nanos();
    switch (event) {
      case Event.SentUpstream e -> {
        attempt.sent(e);
        clock.settleAttempt();
        clock.enter(Phase.PREFILL, nanos);
      }
      case Event.UpstreamAnswered e -> attempt.answered(e);
      case Event.Prefill e -> attempt.prefill(e);
      case Event.BackendEvent e -> attempt.event(e);
      case Event.BackendBody e -> attempt.body(e);
      case Event.FirstToken e -> {
        attempt.firstToken(e);
        clock.enter(Phase.STREAMING, nanos);
      }
      case Event.Held e -> {
        attempt.held(e);
        clock.enter(Phase.HELD, nanos);
      }
      case Event.LetGo e -> {
        attempt.letGo(e);
        clock.enter(Phase.STREAMING, nanos);
      }
      case Event.Judged e -> attempt.judged(e);
      case Event.Nudged e -> {
        attempt.nudged(e);
        clock.loseAttempt();
        clock.enter(Phase.RETRYING, nanos);
      }
      default -> throw new IllegalStateException("not an attempt's event: " + event);
    }
  }

  private void received(Event.Received e) {
    time = e.time();
    caller = e.caller();
    protocol = e.protocol();
    method = e.method();
    path = e.path();
    headers = List.copyOf(e.headers());
  }

  private void understood(Event.Understood e) {
    request = e.body();
    asked =
        new Asked(
            e.model(), e.streaming(), e.guarded(), e.tools(), e.messages(), e.body().fullSize());
    Turns turns = Turns.of(request);
    Conversations.Place place = conversations.place(id, caller, turns);
    conversation = place.conversation();
    // Of a conversation that was under way before, all is new.
    said = Turns.said(place.begins() ? turns.messages() : turns.latest());
  }

  private void waiting(Event.Waiting e) {
    clock.enter(Phase.WAITING, e.at().nanos());
    note(new Note(e.at().nanos(), "waiting", e.why()));
  }

  private void note(Note note) {
    if (notes.size() < MOST_NOTES && (notes.isEmpty() || !sameText(notes.getLast(), note))) {
      notes.add(note);
    }
  }

  private static boolean sameText(Note a, Note b) {
    return a.topic().equals(b.topic()) && a.message().equals(b.message());
  }

  private void answered(Event.Answered e) {
    answeredAt = e.at().nanos();
    status = e.status();
    answerHeaders = List.copyOf(e.headers());
    answerBody = e.body();
  }

  private void finished(Event.Finished e) {
    modelAnswered = e.model();
    finish = e.finish();
    usage = e.usage();
    contextSize = e.contextSize();
    over(Phase.DONE, e.at().nanos());
  }

  private void cancelled(Event.Cancelled e) {
    failure = new Failure("cancelled", "Cancelled by " + e.by());
    over(Phase.CANCELLED, e.at().nanos());
  }

  private void failed(Event.Failed e) {
    failure = new Failure(e.type(), e.message());
    status = status == 0 ? e.status() : status;
    over(Phase.FAILED, e.at().nanos());
  }

  private void over(Phase phase, long nanos) {
    clock.enter(phase, nanos);
    attempts.values().stream().filter(a -> !a.over()).forEach(a -> a.ended(nanos));
  }

  private void lost(Event.Lost e) {
    lost += e.events();
    if (attempts.isEmpty()) {
      clientStream.missed(e.events());
    } else {
      attempts.lastEntry().getValue().missed(e.events());
    }
  }

  /** Memory taken by bodies and events, roughly. */
  public long weight() {
    return request.bytes().length
        + answerBody.bytes().length
        + clientStream.weight()
        + attempts.values().stream().mapToLong(AttemptFolder::weight).sum();
  }

  /** Where it stands. */
  public Phase phase() {
    return clock.phase();
  }

  /** The exchange as it is now. */
  public Exchange exchange() {
    if (snapshot == null) {
      snapshot =
          new Exchange(
              summary(),
              headers,
              request,
              attempts.values().stream().map(AttemptFolder::snapshot).toList(),
              new Answer(
                  answeredAt,
                  status,
                  answerHeaders,
                  answerBody,
                  clientStream.events(),
                  clientStream.cut()),
              notes,
              said);
    }
    return snapshot;
  }

  private ExchangeSummary summary() {
    Timings timings = clock.timings();
    Optional<AttemptFolder> last =
        attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.lastEntry().getValue());
    String replayOf = replayOf();
    return new ExchangeSummary(
        id,
        time,
        conversation,
        caller,
        protocol,
        method,
        path,
        asked,
        clock.phase(),
        status,
        modelAnswered,
        finish,
        usage,
        contextSize,
        attempts.size(),
        attempts.values().stream().map(AttemptFolder::verdict).toList(),
        rules(),
        last.map(a -> a.calls().stream().map(ToolCall::name).toList()).orElse(List.of()),
        ttft(),
        last.map(a -> a.tokensPerSecond(usage.completion(), timings.total())).orElse(0.0),
        timings,
        failure,
        replayOf.isEmpty() ? Origin.LIVE : Origin.REPLAY,
        replayOf,
        false,
        lost);
  }

  private long ttft() {
    return attempts.values().stream()
        .mapToLong(AttemptFolder::firstTokenAt)
        .filter(n -> n != Attempt.UNKNOWN)
        .findFirst()
        .orElse(Attempt.UNKNOWN);
  }

  private List<String> rules() {
    Set<String> rules = new LinkedHashSet<>();
    for (AttemptFolder attempt : attempts.values()) {
      attempt.findings().forEach(f -> rules.add(f.rule()));
    }
    return List.copyOf(rules);
  }

  private String replayOf() {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(Exchange.REPLAY_HEADER))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }
}
