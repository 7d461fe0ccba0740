package dev.hearth.traffic.insight;

/**
 * How a group of exchanges fared.
 *
 * @param calls how many there were
 * @param done how many ended well
 * @param firstTry how many of those needed only one attempt and no rescue
 * @param repaired in how many calls were repaired without asking again
 * @param rescued in how many calls were rescued from text
 * @param retried how many needed more than one attempt
 * @param gaveUp in how many the budget was spent
 * @param failed how many ended in an error
 * @param cancelled how many were cancelled
 * @param promptTokens prompt tokens together
 * @param completionTokens generated tokens together
 * @param ttftMillis time to the first token
 * @param tokensPerSecond generation speed
 * @param totalMillis whole time
 */
public record Stats(
    long calls,
    long done,
    long firstTry,
    long repaired,
    long rescued,
    long retried,
    long gaveUp,
    long failed,
    long cancelled,
    long promptTokens,
    long completionTokens,
    Spread ttftMillis,
    Spread tokensPerSecond,
    Spread totalMillis) {

  /** The share of exchanges that ended well at the first try, from 0 to 1. */
  public double firstTryShare() {
    long ended = done + failed;
    return ended == 0 ? 0 : (double) firstTry / ended;
  }
}
