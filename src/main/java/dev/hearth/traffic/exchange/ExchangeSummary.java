package dev.hearth.traffic.exchange;

import dev.hearth.traffic.Caller;
import dev.hearth.wire.Protocol;
import dev.hearth.wire.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One row of a table of exchanges: everything but bodies, headers, events and texts.
 *
 * @param id unique across runs and sortable by time
 * @param time when it was received
 * @param conversation which conversation it belongs to, empty when unknown
 * @param caller who sent it
 * @param protocol the dialect
 * @param method the HTTP method
 * @param path the request path
 * @param asked what was asked for
 * @param phase where it stands
 * @param status the status the client got, 0 until known
 * @param modelAnswered the model that answered, empty until known
 * @param finish why the reply ended, empty until known
 * @param usage token counts
 * @param contextSize the model's context, 0 when unknown
 * @param attempts how often the backend was called
 * @param verdicts one verdict an attempt
 * @param rules the rules that fired, without repeats
 * @param toolsCalled the tools called in the reply the client got, in order
 * @param ttftNanos from receipt to the first token, {@link Attempt#UNKNOWN} until known
 * @param tokensPerSecond generation speed of the last attempt, 0 when unknown
 * @param timings where the time went
 * @param failure why it ended badly
 * @param origin where it comes from
 * @param replayOf the exchange it repeats, empty when none
 * @param pinned kept whatever the limits say
 * @param eventsLost stream details that were not recorded
 */
public record ExchangeSummary(
    String id,
    Instant time,
    String conversation,
    Caller caller,
    Protocol protocol,
    String method,
    String path,
    Asked asked,
    Phase phase,
    int status,
    String modelAnswered,
    String finish,
    Usage usage,
    long contextSize,
    int attempts,
    List<Verdict> verdicts,
    List<String> rules,
    List<String> toolsCalled,
    long ttftNanos,
    double tokensPerSecond,
    Timings timings,
    Failure failure,
    Origin origin,
    String replayOf,
    boolean pinned,
    long eventsLost) {
  public ExchangeSummary {
    verdicts = List.copyOf(verdicts);
    rules = List.copyOf(rules);
    toolsCalled = List.copyOf(toolsCalled);
  }

  /** The model that answered, or else the one asked for. */
  public String model() {
    return modelAnswered.isEmpty() ? asked.model() : modelAnswered;
  }

  /** The strongest verdict of its attempts. */
  public Verdict verdict() {
    return verdicts.stream().max(Verdict::compareTo).orElse(Verdict.UNJUDGED);
  }

  /** Whether the model had to be asked again. */
  public boolean retried() {
    return attempts > 1;
  }

  /** From receipt to the first token. */
  public Optional<Duration> ttft() {
    return ttftNanos == Attempt.UNKNOWN
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(ttftNanos));
  }

  /** How full the context is, in percent; 0 when unknown. */
  public double contextPercent() {
    return contextSize <= 0 ? 0 : 100.0 * usage.total() / contextSize;
  }

  /** The same row under a conversation. */
  public ExchangeSummary inConversation(String id) {
    return with(id, phase, origin, replayOf, pinned);
  }

  /** The same row, pinned or not. */
  public ExchangeSummary pinned(boolean keep) {
    return with(conversation, phase, origin, replayOf, keep);
  }

  /** The same row in another phase. */
  public ExchangeSummary inPhase(Phase now) {
    return with(conversation, now, origin, replayOf, pinned);
  }

  /** The same row with another origin. */
  public ExchangeSummary from(Origin where, String source) {
    return with(conversation, phase, where, source, pinned);
  }

  /** The same row with another path and failure, for masking what they may hold. */
  public ExchangeSummary withPathAndFailure(String newPath, Failure newFailure) {
    return with(newPath, newFailure, conversation, phase, origin, replayOf, pinned);
  }

  /** The same row with what its attempts came to, for exchanges put together from other sources. */
  public ExchangeSummary having(int newAttempts, List<String> newToolsCalled) {
    return new ExchangeSummary(
        id,
        time,
        conversation,
        caller,
        protocol,
        method,
        path,
        asked,
        phase,
        status,
        modelAnswered,
        finish,
        usage,
        contextSize,
        newAttempts,
        verdicts,
        rules,
        newToolsCalled,
        ttftNanos,
        tokensPerSecond,
        timings,
        failure,
        origin,
        replayOf,
        pinned,
        eventsLost);
  }

  private ExchangeSummary with(
      String newConversation, Phase newPhase, Origin newOrigin, String newReplayOf, boolean keep) {
    return with(path, failure, newConversation, newPhase, newOrigin, newReplayOf, keep);
  }

  private ExchangeSummary with(
      String newPath,
      Failure newFailure,
      String newConversation,
      Phase newPhase,
      Origin newOrigin,
      String newReplayOf,
      boolean keep) {
    return new ExchangeSummary(
        id,
        time,
        newConversation,
        caller,
        protocol,
        method,
        newPath,
        asked,
        newPhase,
        status,
        modelAnswered,
        finish,
        usage,
        contextSize,
        attempts,
        verdicts,
        rules,
        toolsCalled,
        ttftNanos,
        tokensPerSecond,
        timings,
        newFailure,
        newOrigin,
        newReplayOf,
        keep,
        eventsLost);
  }
}
