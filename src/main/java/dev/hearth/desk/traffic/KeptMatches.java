package dev.hearth.desk.traffic;

/**
 * What the archive says of the filter in force.
 *
 * @param matching how many kept exchanges pass it
 * @param more whether some of them are not in the table yet
 */
record KeptMatches(long matching, boolean more) {
  /** Nothing was asked. */
  static final KeptMatches NONE = new KeptMatches(0, false);
}
