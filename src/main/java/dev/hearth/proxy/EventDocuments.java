package dev.hearth.proxy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.hearth.traffic.Event;
import dev.hearth.traffic.Payload;
import dev.hearth.wire.Json;
import java.io.IOException;
import java.time.Instant;

/** Events as JSON, for readers outside this process. */
final class EventDocuments {
  /** The feed is for watching; whole bodies are kept by the journal. */
  private static final int LONGEST_BODY = 64 * 1024;

  private final ObjectMapper mapper =
      Json.MAPPER
          .copy()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Payload.class, new Payloads())
                  .addSerializer(Instant.class, ToStringSerializer.instance));

  /** One line of JSON. */
  String text(Event event) {
    ObjectNode node = mapper.valueToTree(event);
    ObjectNode out = Json.object().put("event", name(event));
    out.put("exchange", event.at().exchange());
    out.put("attempt", event.at().attempt());
    out.put("nanos", event.at().nanos());
    node.remove("at");
    out.setAll(node);
    return Json.text(out);
  }

  /** The kind of event, as a word. */
  static String name(Event event) {
    return event.getClass().getSimpleName();
  }

  private static final class Payloads extends JsonSerializer<Payload> {
    @Override
    public void serialize(Payload payload, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      String text = payload.text();
      out.writeStartObject();
      out.writeStringField("contentType", payload.contentType());
      out.writeNumberField("size", payload.fullSize());
      out.writeStringField(
          "text", text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text);
      out.writeEndObject();
    }
  }
}
