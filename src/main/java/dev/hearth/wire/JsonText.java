package dev.hearth.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Writes JSON strings straight into a text being built. */
public final class JsonText {
  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private JsonText() {}

  /** Appends the text as a quoted JSON string. */
  public static StringBuilder quote(StringBuilder out, String text) {
    out.append('"');
    ENCODER.quoteAsString(text, out);
    return out.append('"');
  }

  /** The text as a quoted JSON string. */
  public static String quote(String text) {
    return quote(new StringBuilder(text.length() + 16), text).toString();
  }
}
