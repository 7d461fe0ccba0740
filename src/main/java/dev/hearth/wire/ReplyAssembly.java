package dev.hearth.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts deltas together into the one object that a client gets which did not ask for a stream. */
public interface ReplyAssembly {
  /** Adds the next piece. */
  void add(Delta delta);

  /** The whole reply. */
  ObjectNode whole();
}
