package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Event;
import dev.hearth.traffic.Header;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** Builds one attempt from its events. */
final class AttemptFolder {
  private final int number;
  private final StreamLog stream = new StreamLog();
  private final LiveReply live = new LiveReply();
  private final List<HeldSpan> held = new ArrayList<>();
  private long sentAt = Attempt.UNKNOWN;
  private String url = "";
  private List<Header> requestHeaders = List.of();
  private Payload request = Payload.NONE;
  private long answeredAt = Attempt.UNKNOWN;
  private int status;
  private List<Header> responseHeaders = List.of();
  private Payload responseBody = Payload.NONE;
  private Progress prefill = Progress.NONE;
  private long firstTokenAt = Attempt.UNKNOWN;
  private Event.Judged judged;
  private Nudge nudge = Nudge.NONE;
  private long endedAt = Attempt.UNKNOWN;
  private Attempt snapshot;

  AttemptFolder(int number) {
    this.number = number;
  }

  void sent(Event.SentUpstream e) {
    sentAt = e.at().nanos();
    url = e.url();
    requestHeaders = List.copyOf(e.headers());
    request = e.body();
    snapshot = null;
  }

  void answered(Event.UpstreamAnswered e) {
    answeredAt = e.at().nanos();
    status = e.status();
    responseHeaders = List.copyOf(e.headers());
    snapshot = null;
  }

  void prefill(Event.Prefill e) {
    prefill = new Progress(e.total(), e.cached(), e.processed(), e.millis());
    snapshot = null;
  }

  void event(Event.BackendEvent e) {
    stream.add(new StreamEvent(e.number(), e.at().nanos(), e.type(), e.data()));
    live.read(e.data());
    snapshot = null;
  }

  void body(Event.BackendBody e) {
    responseBody = e.body();
    snapshot = null;
  }

  void firstToken(Event.FirstToken e) {
    if (firstTokenAt == Attempt.UNKNOWN) {
      firstTokenAt = e.at().nanos();
      snapshot = null;
    }
  }

  void held(Event.Held e) {
    held.add(new HeldSpan(e.at().nanos(), Attempt.UNKNOWN, e.why(), 0, false));
    snapshot = null;
  }

  void letGo(Event.LetGo e) {
    if (!held.isEmpty() && held.getLast().to() == Attempt.UNKNOWN) {
      HeldSpan span = held.removeLast();
      held.add(new HeldSpan(span.from(), e.at().nanos(), span.why(), e.chars(), e.released()));
      snapshot = null;
    }
  }

  void judged(Event.Judged e) {
    judged = e;
    ended(e.at().nanos());
  }

  void nudged(Event.Nudged e) {
    nudge = new Nudge(e.messages(), e.budget(), e.used(), e.limit());
    ended(e.at().nanos());
  }

  void ended(long nanos) {
    if (endedAt == Attempt.UNKNOWN) {
      endedAt = nanos;
    }
    snapshot = null;
  }

  boolean over() {
    return endedAt != Attempt.UNKNOWN;
  }

  void missed(int events) {
    stream.missed(events);
    snapshot = null;
  }

  /** The verdict so far. */
  Verdict verdict() {
    if (judged == null) {
      return Verdict.UNJUDGED;
    }
    return Verdict.of(judged.decision());
  }

  List<Event.Finding> findings() {
    return judged == null ? List.of() : judged.findings();
  }

  /** The calls the client gets: those accepted, or those produced when nobody judged. */
  List<ToolCall> calls() {
    return judged == null ? live.calls() : judged.accepted();
  }

  long firstTokenAt() {
    return firstTokenAt;
  }

  /** Tokens a second from the first token until {@code now}, or the end; 0 when unknown. */
  double tokensPerSecond(long counted, long now) {
    long until = endedAt == Attempt.UNKNOWN ? now : endedAt;
    long tokens = counted > 0 ? counted : live.tokens();
    // The first token marks the start, so it is not part of the rate.
    return firstTokenAt == Attempt.UNKNOWN || until <= firstTokenAt || tokens < 2
        ? 0
        : (tokens - 1) * 1e9 / (until - firstTokenAt);
  }

  long weight() {
    return stream.weight() + request.bytes().length + responseBody.bytes().length;
  }

  Attempt snapshot() {
    if (snapshot == null) {
      snapshot = build();
    }
    return snapshot;
  }

  private Attempt build() {
    Judgement judgement =
        judged == null
            ? Judgement.NONE
            : new Judgement(
                judged.at().nanos(),
                verdict(),
                judged.syntax(),
                judged.accepted(),
                judged.findings());
    return new Attempt(
        number,
        sentAt,
        url,
        requestHeaders,
        request,
        answeredAt,
        status,
        responseHeaders,
        responseBody,
        prefill,
        firstTokenAt,
        stream.events(),
        stream.cut(),
        List.copyOf(held),
        judged == null ? live.output() : judged.output(),
        judged == null ? live.reasoning() : judged.reasoning(),
        judged == null ? live.calls() : List.copyOf(judged.produced()),
        judgement,
        nudge,
        endedAt);
  }
}
