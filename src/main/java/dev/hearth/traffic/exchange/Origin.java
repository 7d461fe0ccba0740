package dev.hearth.traffic.exchange;

/** Where an exchange comes from. */
public enum Origin {
  /** A client sent it through the proxy. */
  LIVE,
  /** It was sent again from a recorded one. */
  REPLAY,
  /** It was read from a file. */
  IMPORT
}
