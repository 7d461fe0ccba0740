package dev.hearth.proxy;

import dev.hearth.guard.GuardSettings;
import dev.hearth.wire.ReasoningReplay;

/**
 * How the proxy behaves. Host and port count only at the start, all else can be changed while it
 * runs and holds for the requests that come after.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param access who may use it
 * @param limits what a client may take
 * @param pace how long Hearth waits for what
 * @param guard what the guard may do
 * @param reasoningReplay how much of earlier thinking is sent back to the model
 * @param serialize whether requests go to the model server one at a time
 * @param contextWatch whether prompts that cannot fit are refused before the model server gets them
 */
public record ProxyConfig(
    String host,
    int port,
    Access access,
    Limits limits,
    Pace pace,
    GuardSettings guard,
    ReasoningReplay reasoningReplay,
    Serialize serialize,
    boolean contextWatch) {
  /** Loopback only, on the usual port. */
  public static final ProxyConfig DEFAULT =
      new ProxyConfig(
          "127.0.0.1",
          8081,
          Access.DEFAULT,
          Limits.DEFAULT,
          Pace.DEFAULT,
          GuardSettings.DEFAULT,
          ReasoningReplay.FULL,
          Serialize.AUTO,
          true);

  public ProxyConfig withHost(String value) {
    return new ProxyConfig(
        value, port, access, limits, pace, guard, reasoningReplay, serialize, contextWatch);
  }

  public ProxyConfig withPort(int value) {
    return new ProxyConfig(
        host, value, access, limits, pace, guard, reasoningReplay, serialize, contextWatch);
  }

  public ProxyConfig withAccess(Access value) {
    return new ProxyConfig(
        host, port, value, limits, pace, guard, reasoningReplay, serialize, contextWatch);
  }

  public ProxyConfig withLimits(Limits value) {
    return new ProxyConfig(
        host, port, access, value, pace, guard, reasoningReplay, serialize, contextWatch);
  }

  public ProxyConfig withPace(Pace value) {
    return new ProxyConfig(
        host, port, access, limits, value, guard, reasoningReplay, serialize, contextWatch);
  }

  public ProxyConfig withGuard(GuardSettings value) {
    return new ProxyConfig(
        host, port, access, limits, pace, value, reasoningReplay, serialize, contextWatch);
  }

  public ProxyConfig withReasoningReplay(ReasoningReplay value) {
    return new ProxyConfig(host, port, access, limits, pace, guard, value, serialize, contextWatch);
  }

  public ProxyConfig withSerialize(Serialize value) {
    return new ProxyConfig(
        host, port, access, limits, pace, guard, reasoningReplay, value, contextWatch);
  }

  public ProxyConfig withContextWatch(boolean value) {
    return new ProxyConfig(
        host, port, access, limits, pace, guard, reasoningReplay, serialize, value);
  }
}
