package dev.hearth.clients;

/** A client's configuration cannot be written; the message says why and what to do instead. */
public final class ConfigRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigRefused(String message) {
    super(message);
  }
}
