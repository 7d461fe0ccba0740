package dev.hearth.desk.services;

import java.util.List;
import java.util.function.Consumer;

/** Everything Hearth and its servers log. */
public interface LogSource {
  /** The lines still kept, oldest first. */
  List<LogLine> recent();

  /** Tells each further line, on any thread. */
  Watch watch(Consumer<LogLine> listener);
}
