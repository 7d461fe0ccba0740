package dev.hearth.guard.rescue;

import dev.hearth.guard.names.ToolNames;
import java.util.List;

/** A way of writing calls that announces itself with a marker. */
interface Syntax {
  /** What it begins with, in every spelling. */
  List<String> markers();

  /**
   * Begins to read one.
   *
   * @param start where the marker begins
   * @param from behind the marker
   */
  Block open(ToolNames tools, int start, int from);
}
