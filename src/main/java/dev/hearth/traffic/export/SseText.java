package dev.hearth.traffic.export;

import dev.hearth.traffic.exchange.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** A recorded event stream cut into its events; when each came is not known any more. */
final class SseText {
  private SseText() {}

  static List<StreamEvent> events(String text, long nanos) {
    List<StreamEvent> events = new ArrayList<>();
    String type = "";
    StringBuilder data = new StringBuilder();
    for (String line : (text + "\n").split("\\R", -1)) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          events.add(
              new StreamEvent(
                  events.size() + 1, nanos, type, data.substring(0, data.length() - 1)));
        }
        type = "";
        data.setLength(0);
      } else if (line.startsWith("event:")) {
        type = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.startsWith("data: ") ? line.substring(6) : line.substring(5)).append('\n');
      }
    }
    return events;
  }
}
