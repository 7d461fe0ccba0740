package dev.hearth.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What real servers printed, kept among the test resources beside this class. */
public final class Captured {
  private Captured() {}

  /** The text of a resource. */
  public static String text(String name) {
    try (InputStream in = Captured.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
