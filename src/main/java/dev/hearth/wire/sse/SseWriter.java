package dev.hearth.wire.sse;

import java.nio.charset.StandardCharsets;

/** Writes server-sent events as bytes ready for the wire. */
public final class SseWriter {
  private static final byte[] DATA = ascii("data: ");
  private static final byte[] EVENT = ascii("event: ");
  private static final byte[] END = ascii("\n\n");
  private static final byte[] DONE = ascii("data: [DONE]\n\n");

  private SseWriter() {}

  /** An event without a name. */
  public static byte[] event(String data) {
    if (data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
      return manyLines("", data);
    }
    byte[] text = data.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[DATA.length + text.length + END.length];
    System.arraycopy(DATA, 0, out, 0, DATA.length);
    System.arraycopy(text, 0, out, DATA.length, text.length);
    System.arraycopy(END, 0, out, DATA.length + text.length, END.length);
    return out;
  }

  /** An event with a name; an empty name is left out. */
  public static byte[] event(String type, String data) {
    if (type.isEmpty()) {
      return event(data);
    }
    if (data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
      return manyLines(type, data);
    }
    byte[] name = type.getBytes(StandardCharsets.UTF_8);
    byte[] text = data.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[EVENT.length + name.length + 1 + DATA.length + text.length + END.length];
    int at = put(out, 0, EVENT);
    at = put(out, at, name);
    out[at++] = '\n';
    at = put(out, at, DATA);
    at = put(out, at, text);
    put(out, at, END);
    return out;
  }

  /** An event. */
  public static byte[] event(SseEvent event) {
    return event(event.type(), event.data());
  }

  /** A comment, which every client skips: it keeps a connection alive. */
  public static byte[] comment(String text) {
    String oneLine = text.replace('\n', ' ').replace('\r', ' ');
    return (": " + oneLine + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The event that ends an OpenAI stream. */
  public static byte[] done() {
    return DONE.clone();
  }

  private static byte[] manyLines(String type, String data) {
    StringBuilder out = new StringBuilder(data.length() + 64);
    if (!type.isEmpty()) {
      out.append("event: ").append(type).append('\n');
    }
    for (String line : data.split("\r\n|\r|\n", -1)) {
      out.append("data: ").append(line).append('\n');
    }
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int put(byte[] out, int at, byte[] part) {
    System.arraycopy(part, 0, out, at, part.length);
    return at + part.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
