package dev.hearth.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One model server. Owns its connections; close it when no more requests go there. */
public final class Backend implements AutoCloseable {
  private final BackendConfig config;
  private final Transport transport;
  private final FactFinder facts;
  private final TokenCounter tokens;

  public Backend(BackendConfig config) {
    this.config = config;
    this.transport = new Transport(config);
    this.facts = new FactFinder(config, transport);
    this.tokens = new TokenCounter(this);
  }

  /** The address for people: no user, no password. */
  public String shownUrl() {
    return MountRoot.shown(config.url());
  }

  public BackendConfig config() {
    return config;
  }

  /** Whether Hearth has a key of its own for this server. */
  public boolean hasKey() {
    return !config.apiKey().isEmpty();
  }

  /** The credential to use for a caller who brought this one. */
  public Credential credentialFor(Credential caller) {
    return hasKey() ? Credential.key(config.apiKey()) : caller;
  }

  /** Whether {@link #facts} answers without asking the server first. */
  public boolean factsAtHand() {
    return facts.atHand();
  }

  /**
   * What the server is and can do; asks it when that is not known yet. An interrupt ends the
   * asking, and what is known without is answered.
   */
  public BackendFacts facts(Credential caller) {
    return facts.current(credentialFor(caller));
  }

  /** What is known without asking. */
  public BackendFacts knownFacts() {
    return facts.known();
  }

  /** A conversation, always read as a stream. */
  public BackendCall conversation(
      byte[] body, Credential caller, BackendKind kind, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    if (facts.known().closesAfterStream()) {
      // Kept, the connection would be dead when the next call wants to use it.
      all.put("Connection", "close");
    }
    return call("POST", kind.conversationPath(), Optional.of(OutgoingBody.json(body)), caller, all);
  }

  /** Any other request; the path begins with a slash and may carry a query. */
  public BackendCall call(
      String method,
      String path,
      Optional<OutgoingBody> body,
      Credential caller,
      Map<String, String> headers) {
    BackendKind kind = facts.known().kind();
    return transport.call(method, path, body, credentialFor(caller), kind, headers);
  }

  /** How many tokens the prompt of this chat request takes, where the server can count them. */
  public OptionalLong promptTokens(byte[] chatRequest, Credential caller) {
    return facts(caller).countsTokens() ? tokens.count(chatRequest, caller) : OptionalLong.empty();
  }

  /** Forgets what was learnt, because the server may have been restarted with another model. */
  public void askAgain() {
    facts.forget();
  }

  /** Open connections, idle ones included. */
  public int connections() {
    return transport.connections();
  }

  @Override
  public void close() {
    transport.close();
  }
}
