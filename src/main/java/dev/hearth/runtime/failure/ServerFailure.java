package dev.hearth.runtime.failure;

import java.util.List;

/**
 * What went wrong with a model server, for a person: a sentence, what to do about it, and the lines
 * that show it.
 */
public record ServerFailure(FailureKind kind, String cause, String remedy, List<String> lines) {
  public ServerFailure {
    lines = List.copyOf(lines);
  }

  public ServerFailure(FailureKind kind, String cause, String remedy) {
    this(kind, cause, remedy, List.of());
  }

  /** Cause and remedy as one text. */
  public String sentence() {
    return cause + " " + remedy;
  }
}
