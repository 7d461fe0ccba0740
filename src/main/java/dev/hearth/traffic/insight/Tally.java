package dev.hearth.traffic.insight;

import dev.hearth.traffic.exchange.ExchangeSummary;
import dev.hearth.traffic.exchange.Phase;
import dev.hearth.traffic.exchange.Verdict;
import org.HdrHistogram.Histogram;

/** Counts one group of exchanges. */
final class Tally {
  /** Two digits are what a person reads off a chart. */
  private static final int DIGITS = 2;

  private static final double MICROS_A_MILLI = 1e3;
  private static final double THOUSANDTHS = 1e3;

  private final Histogram ttft = new Histogram(DIGITS);
  private final Histogram speed = new Histogram(DIGITS);
  private final Histogram total = new Histogram(DIGITS);
  private long calls;
  private long done;
  private long firstTry;
  private long repaired;
  private long rescued;
  private long retried;
  private long gaveUp;
  private long failed;
  private long cancelled;
  private long prompt;
  private long completion;

  void add(ExchangeSummary s) {
    calls++;
    boolean well = s.phase() == Phase.DONE && s.status() < 400;
    Verdict verdict = s.verdict();
    boolean again = s.retried() || s.verdicts().contains(Verdict.NUDGED);
    done += well ? 1 : 0;
    firstTry += well && !again && verdict.compareTo(Verdict.RESCUED) < 0 ? 1 : 0;
    repaired += s.verdicts().contains(Verdict.REPAIRED) ? 1 : 0;
    rescued += s.verdicts().contains(Verdict.RESCUED) ? 1 : 0;
    retried += again ? 1 : 0;
    gaveUp += s.verdicts().contains(Verdict.GAVE_UP) ? 1 : 0;
    failed += s.phase() == Phase.FAILED || s.status() >= 400 ? 1 : 0;
    cancelled += s.phase() == Phase.CANCELLED ? 1 : 0;
    prompt += s.usage().prompt();
    completion += s.usage().completion();
    s.ttft().ifPresent(t -> ttft.recordValue(t.toNanos() / 1000));
    if (s.tokensPerSecond() > 0) {
      speed.recordValue((long) (s.tokensPerSecond() * THOUSANDTHS));
    }
    total.recordValue(s.timings().total() / 1000);
  }

  Stats stats() {
    return new Stats(
        calls,
        done,
        firstTry,
        repaired,
        rescued,
        retried,
        gaveUp,
        failed,
        cancelled,
        prompt,
        completion,
        Spread.of(ttft, MICROS_A_MILLI),
        Spread.of(speed, THOUSANDTHS),
        Spread.of(total, MICROS_A_MILLI));
  }
}
