package dev.hearth.desk.connect;

import dev.hearth.clients.ConfigChange;
import java.nio.file.Path;
import java.util.Optional;

/** Where writing a client's configuration stands. */
sealed interface WriteState {
  /** Nothing is going on. */
  record Idle() implements WriteState {}

  /** The disk is being asked. */
  record Busy(String what) implements WriteState {}

  /** The change is shown and waits for a yes. */
  record Planned(ConfigChange change) implements WriteState {}

  /** It is done. */
  record Written(Path file, Optional<Path> backup) implements WriteState {}

  /** It was taken back. */
  record Undone(Path file) implements WriteState {}

  /** It cannot be done; the message says why and what to do instead. */
  record Refused(String message) implements WriteState {}
}
