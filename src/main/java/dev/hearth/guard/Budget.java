package dev.hearth.guard;

/** What is left of the two budgets within one request. */
public final class Budget {
  private final int maxRetries;
  private final int maxToolErrors;
  private int retries;
  private int toolErrors;

  public Budget(GuardSettings settings) {
    maxRetries = settings.maxRetries();
    maxToolErrors = settings.maxToolErrors();
  }

  /** Takes one from the budget; false when there was none left and the request must end. */
  public boolean spend(Correction.Cost cost) {
    return switch (cost) {
      case RETRY -> ++retries <= maxRetries;
      case TOOL_ERROR -> ++toolErrors <= maxToolErrors;
    };
  }

  /** How many corrections of this kind were asked for so far. */
  public int used(Correction.Cost cost) {
    return cost == Correction.Cost.RETRY ? retries : toolErrors;
  }

  /** How many are allowed. */
  public int limit(Correction.Cost cost) {
    return cost == Correction.Cost.RETRY ? maxRetries : maxToolErrors;
  }
}
