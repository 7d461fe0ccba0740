package dev.hearth.wire;

/** The backend itself said, inside an open stream, that it failed. */
public final class ReportedFailure extends MalformedReply {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  /**
   * @param status the HTTP status the backend named, or 502 when it named none
   * @param type the backend's own word for the kind of failure, empty when it gave none
   */
  public ReportedFailure(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }
}
