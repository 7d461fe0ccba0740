package dev.hearth.clients;

/** The four things a client does, each tried for real. */
public enum Probe {
  /** Listing the models. */
  MODELS("Lists models"),
  /** One whole reply. */
  PLAIN("Answers"),
  /** One streamed reply. */
  STREAMED("Streams"),
  /** A tool call. */
  TOOL("Calls a tool");

  private final String title;

  Probe(String title) {
    this.title = title;
  }

  /** What a person reads beside the tick. */
  public String title() {
    return title;
  }
}
