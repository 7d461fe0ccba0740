package dev.hearth.practice;

/** Carries a reply to the client, in one of the two ways it can be asked for. */
interface Delivery {
  /** Some of the prompt has been read. */
  void progress();

  void token(Beat.Token token);

  /** Sends what should not be sent; says whether the reply can go on after it. */
  boolean noise(Beat.Noise.Kind kind);

  /** Ends the reply and the response. */
  void finish(String reason);
}
