package dev.hearth.runtime.server;

/** How far a start has come. */
public enum StartStage {
  WAITING("waiting before the next try"),
  LAUNCHING("starting the program"),
  READING("reading the model file"),
  WEIGHTS("loading the weights"),
  CONTEXT("making room for the context"),
  WARM_UP("warming up"),
  CHECKING("checking that it answers");

  private final String words;

  StartStage(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
