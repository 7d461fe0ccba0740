package dev.hearth.desk.services;

/**
 * The model server as the strip tells it.
 *
 * @param phase where it is in its life
 * @param model what it serves, empty when nothing
 * @param detail one line more: the loading stage, or the cause of a failure
 * @param progress 0..1 while loading, negative when not known
 * @param tokensPerSecond speed of the last seconds, 0 when idle
 * @param memoryUsed bytes of model memory in use on this machine
 * @param memoryTotal bytes there are, 0 when not known
 */
public record ServerStatus(
    Phase phase,
    String model,
    String detail,
    double progress,
    double tokensPerSecond,
    long memoryUsed,
    long memoryTotal) {
  /** No server and nothing known. */
  public static final ServerStatus NONE = new ServerStatus(Phase.NONE, "", "", -1, 0, 0, 0);

  /** A model server's life. */
  public enum Phase {
    NONE,
    LOADING,
    READY,
    SLEEPING,
    DRAINING,
    FAILED
  }
}
