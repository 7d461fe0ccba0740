package dev.hearth.guard.rescue;

/** Whether more text may come. */
public enum Ending {
  /** More may come. */
  NOT_YET,
  /** The model ended by itself. */
  FINISHED,
  /** The reply was cut off, so what is incomplete must not be completed. */
  CUT
}
