package dev.hearth.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.wire.Json;
import dev.hearth.wire.JsonText;
import dev.hearth.wire.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;

/** Numbers a stream's events and gathers those that are to be sent. */
final class EventWriter {
  private List<SseEvent> ready = new ArrayList<>(2);
  private long next;

  /** An event of this type that is to get more members before it is {@link #add added}. */
  ObjectNode begin(String type) {
    return Json.object().put("type", type).put("sequence_number", next++);
  }

  void add(ObjectNode event) {
    ready.add(new SseEvent(event.path("type").asText(), Json.text(event)));
  }

  /** A fragment of text. */
  void delta(String type, String place, String fragment) {
    StringBuilder out = new StringBuilder(fragment.length() + place.length() + 120);
    out.append("{\"type\":\"").append(type).append("\",\"sequence_number\":").append(next++);
    JsonText.quote(out.append(place).append(",\"delta\":"), fragment).append('}');
    ready.add(new SseEvent(type, out.toString()));
  }

  /** What has been gathered since the last time. */
  List<SseEvent> take() {
    if (ready.isEmpty()) {
      return List.of();
    }
    List<SseEvent> taken = ready;
    ready = new ArrayList<>(2);
    return taken;
  }
}
