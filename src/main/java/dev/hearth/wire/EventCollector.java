package dev.hearth.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts the object together that a server would have sent, had it not been asked for a stream. */
public interface EventCollector {
  /** The data of the next event. */
  void add(String data) throws MalformedReply;

  /** The object, once all events are there. */
  ObjectNode whole() throws MalformedReply;
}
