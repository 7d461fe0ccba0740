package dev.hearth.traffic.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.traffic.Payload;
import dev.hearth.traffic.exchange.StreamEvent;
import java.util.List;

/** How the heavy parts of an exchange are written: in place, or somewhere else by reference. */
public interface Parts {
  /** Lane of the events to the client; lanes from 1 on are attempts. */
  int CLIENT_LANE = 0;

  /** Writes a body. */
  JsonNode write(Payload body);

  /** Reads a body. */
  Payload readBody(JsonNode node);

  /** Writes a stream. */
  JsonNode write(int lane, List<StreamEvent> events);

  /** Reads a stream. */
  List<StreamEvent> readEvents(int lane, JsonNode node);
}
