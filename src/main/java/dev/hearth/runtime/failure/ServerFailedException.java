package dev.hearth.runtime.failure;

/** A model server could not be started or was lost. */
public final class ServerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ServerFailure failure;

  public ServerFailedException(ServerFailure failure) {
    super(failure.sentence());
    this.failure = failure;
  }

  public ServerFailure failure() {
    return failure;
  }
}
