package dev.hearth.proxy;

import dev.hearth.backend.BackendCall;
import dev.hearth.backend.BackendException;
import dev.hearth.backend.BackendFacts;
import dev.hearth.backend.BackendKind;
import dev.hearth.backend.BackendReply;
import dev.hearth.guard.Gate;
import dev.hearth.guard.Judgement;
import dev.hearth.guard.Passage;
import dev.hearth.proxy.Cancellation.Cancelled;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Delta;
import dev.hearth.wire.Finish;
import dev.hearth.wire.MalformedReply;
import dev.hearth.wire.ReportedFailure;
import dev.hearth.wire.Usage;
import dev.hearth.wire.anthropic.SignedThoughts;
import dev.hearth.wire.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One backend call: reads its events, lets the guard judge them, and hands on what may go out. */
final class Attempt {
  /** An error needs no more, and a reply in one piece is smaller than any context. */
  private static final int LONGEST_BODY = 16 * 1024 * 1024;

  private final Exchange exchange;
  private final ReplyWriter writer;
  private final Optional<Gate> gate;
  private final BackendKind kind;
  private final ReplyReader reader;
  private final long contextSize;
  private final SignedThoughts thoughts = new SignedThoughts();
  private final List<SseEvent> arrived = new ArrayList<>();

  private Unguarded unguarded;
  private int number;
  private boolean anyToken;
  private boolean over;
  private String model = "";
  private Finish finish = Finish.STOP;
  private Usage usage = Usage.NONE;

  Attempt(
      Exchange exchange,
      ReplyWriter writer,
      Optional<Gate> gate,
      BackendFacts facts,
      Supplier<String> names) {
    this.exchange = exchange;
    this.writer = writer;
    this.gate = gate;
    this.kind = facts.kind();
    this.reader = ReplyReader.of(kind, names);
    this.contextSize = facts.contextSize();
  }

  /** Reads a reply whose head is a success. */
  AttemptOutcome read(BackendCall call, BackendReply reply) throws Refusal, Cancelled {
    try {
      unguarded = new Unguarded(writer, reply.streams() && writer.relays(kind));
      if (reply.streams()) {
        stream(reply);
      } else {
        inOnePiece(reply);
      }
      if (!over && !lost()) {
        said(reader.end());
      }
    } catch (ReportedFailure e) {
      throw BackendRefusals.of(e, contextSize);
    } catch (MalformedReply e) {
      throw number == 0 ? BackendRefusals.unintelligible() : BackendRefusals.brokenOff();
    } catch (BackendException e) {
      exchange.cancellation().check();
      throw BackendRefusals.of(e);
    } finally {
      if (!over) {
        call.cancel();
      }
    }
    return judged(call);
  }

  private void stream(BackendReply reply) throws BackendException, MalformedReply, Cancelled {
    boolean more = true;
    while (more && !over && !lost()) {
      more = reply.readEvents(arrived::add);
      for (SseEvent event : arrived) {
        event(event);
      }
      arrived.clear();
    }
  }

  private boolean lost() {
    return gate.isPresent() && gate.get().mustStop();
  }

  private void event(SseEvent event) throws MalformedReply, Cancelled {
    if (over || lost()) {
      return;
    }
    int place = ++number;
    if (exchange.detailed()) {
      exchange.tell(at -> new Event.BackendEvent(at, place, event.type(), event.data()));
    }
    List<Delta> deltas = reader.read(event);
    deltas.forEach(this::note);
    if (gate.isPresent()) {
      judge(deltas);
    } else {
      unguarded.event(event, deltas);
    }
  }

  /** Some servers answer whole although they were asked for a stream. */
  private void inOnePiece(BackendReply reply) throws BackendException, MalformedReply, Cancelled {
    byte[] body = reply.whole(LONGEST_BODY);
    Payload payload = new Payload(body, reply.contentType(), body.length);
    exchange.tell(at -> new Event.BackendBody(at, payload));
    String text = new String(body, StandardCharsets.UTF_8);
    List<Delta> deltas = new ArrayList<>(reader.read(new SseEvent(text)));
    // Nothing goes out before it is certain that this is a reply.
    deltas.addAll(reader.end());
    said(deltas);
  }

  private void said(List<Delta> deltas) throws Cancelled, MalformedReply {
    deltas.forEach(this::note);
    if (gate.isPresent()) {
      judge(deltas);
    } else {
      unguarded.said(deltas);
    }
  }

  private void judge(List<Delta> deltas) throws Cancelled {
    for (Delta delta : deltas) {
      pass(gate.orElseThrow().accept(delta));
    }
  }

  private void note(Delta delta) {
    thoughts.note(delta);
    switch (delta) {
      case Delta.Opened opened -> model = opened.model();
      case Delta.Prefill p -> prefill(p);
      case Delta.Tokens tokens -> usage = tokens.usage();
      case Delta.Ended ended -> {
        finish = ended.finish();
        over = true;
      }
      case Delta.Text _, Delta.Reasoning _, Delta.CallStart _ -> firstToken();
      case Delta.CallArguments _, Delta.Signature _, Delta.Foreign _ -> {}
    }
  }

  private void prefill(Delta.Prefill p) {
    if (usage.total() == 0) {
      // A reply that is stopped never gets to its own counts.
      usage = new Usage(p.total(), 0, p.cached(), 0);
    }
    exchange.tell(at -> new Event.Prefill(at, p.total(), p.cached(), p.processed(), p.millis()));
  }

  private void firstToken() {
    if (!anyToken) {
      anyToken = true;
      exchange.phase(InFlight.Phase.STREAMING);
      exchange.tell(Event.FirstToken::new);
    }
  }

  private void pass(List<Passage> passages) throws Cancelled {
    for (Passage passage : passages) {
      switch (passage) {
        case Passage.Released released -> writer.write(released.delta());
        case Passage.Holding holding -> exchange.tell(at -> new Event.Held(at, holding.why()));
        case Passage.LetGo letGo ->
            exchange.tell(at -> new Event.LetGo(at, letGo.chars(), letGo.released()));
      }
    }
  }

  private AttemptOutcome judged(BackendCall call) throws Cancelled {
    if (gate.isEmpty()) {
      return new AttemptOutcome(model, finish, usage, Optional.empty(), thoughts);
    }
    if (!over) {
      call.cancel();
    }
    Judgement judgement = gate.get().end();
    pass(judgement.passages());
    return new AttemptOutcome(model, finish, usage, Optional.of(judgement.verdict()), thoughts);
  }
}
