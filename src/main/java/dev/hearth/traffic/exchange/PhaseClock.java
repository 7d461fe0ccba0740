package dev.hearth.traffic.exchange;

/** Gives every moment of an exchange to one phase. */
final class PhaseClock {
  private final long[] settled = new long[Phase.values().length];
  private final long[] attempt = new long[Phase.values().length];
  private Phase phase = Phase.RECEIVED;
  private long since;

  Phase phase() {
    return phase;
  }

  void enter(Phase next, long nanos) {
    // After the end only stragglers come; they change nothing.
    if (!phase.live()) {
      return;
    }
    pass(nanos);
    phase = next;
  }

  /** Time goes on in the same phase. */
  void pass(long nanos) {
    if (phase.live() && nanos > since) {
      (inAttempt() ? attempt : settled)[phase.ordinal()] += nanos - since;
      since = nanos;
    }
  }

  /** What the current attempt took so far was well spent. */
  void settleAttempt() {
    for (int i = 0; i < attempt.length; i++) {
      settled[i] += attempt[i];
      attempt[i] = 0;
    }
  }

  /** What the current attempt took was lost to a retry. */
  void loseAttempt() {
    for (int i = 0; i < attempt.length; i++) {
      settled[Phase.RETRYING.ordinal()] += attempt[i];
      attempt[i] = 0;
    }
  }

  Timings timings() {
    return new Timings(
        in(Phase.RECEIVED),
        in(Phase.QUEUED),
        in(Phase.WAITING),
        in(Phase.PREFILL),
        in(Phase.STREAMING),
        in(Phase.HELD),
        in(Phase.RETRYING),
        since);
  }

  private boolean inAttempt() {
    return phase == Phase.PREFILL || phase == Phase.STREAMING || phase == Phase.HELD;
  }

  private long in(Phase p) {
    return settled[p.ordinal()] + attempt[p.ordinal()];
  }
}
