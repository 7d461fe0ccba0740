package dev.hearth.traffic.journal;

import dev.hearth.traffic.exchange.StreamEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A run of stream events in one compressed block. */
final class EventBlocks {
  private EventBlocks() {}

  static byte[] write(List<StreamEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(events.size() * 256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(events.size());
      for (StreamEvent event : events) {
        out.writeInt(event.number());
        out.writeLong(event.nanos());
        text(out, event.type());
        text(out, event.data());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Packing.pack(bytes.toByteArray());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static List<StreamEvent> read(byte[] packed) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Packing.unpack(packed)))) {
      int count = in.readInt();
      List<StreamEvent> events = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        events.add(new StreamEvent(in.readInt(), in.readLong(), text(in), text(in)));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
