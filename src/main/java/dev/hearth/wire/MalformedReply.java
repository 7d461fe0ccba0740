package dev.hearth.wire;

/** A backend's reply broke off or cannot be understood. */
public class MalformedReply extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedReply(String message) {
    super(message);
  }
}
