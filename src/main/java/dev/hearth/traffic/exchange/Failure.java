package dev.hearth.traffic.exchange;

/** Why an exchange ended badly. */
public record Failure(String type, String message) {
  /** It did not. */
  public static final Failure NONE = new Failure("", "");

  /** Whether there was no failure. */
  public boolean none() {
    return type.isEmpty() && message.isEmpty();
  }
}
