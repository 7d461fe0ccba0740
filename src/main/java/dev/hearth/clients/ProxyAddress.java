package dev.hearth.clients;

import java.net.URI;

/**
 * What a client must know to use the proxy.
 *
 * @param base the proxy's root, without a trailing slash
 * @param key the key clients send; any word when the proxy asks for none
 * @param model the model clients name
 * @param context the model's context size in tokens
 */
public record ProxyAddress(URI base, String key, String model, long context) {
  /** Agents want room for an answer; a quarter of small contexts, this much of large ones. */
  private static final long LONGEST_ANSWER = 8192;

  /** The address with the version that OpenAI clients expect. */
  public String versioned() {
    return base + "/v1";
  }

  /** How many tokens a client should let one answer have. */
  public long answer() {
    return Math.min(LONGEST_ANSWER, Math.max(1, context / 4));
  }
}
