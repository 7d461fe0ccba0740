package dev.hearth.wire;

import dev.hearth.wire.sse.SseEvent;
import dev.hearth.wire.sse.SseParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One recorded exchange with a real llama-server: requests are marked with '>', times with '@'. */
public final class Capture {
  private final String text;

  private Capture(String text) {
    this.text = text;
  }

  public static Capture named(String name) {
    try (InputStream in = Capture.class.getResourceAsStream("/captures/" + name + ".http")) {
      return new Capture(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line of the request. */
  public byte[] request() {
    return text.lines()
        .filter(l -> l.startsWith("> {"))
        .findFirst()
        .orElseThrow()
        .substring(2)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The response's body. */
  public byte[] body() {
    String response = text.substring(text.indexOf("\n< "));
    return response
        .substring(response.indexOf("\n\n") + 2)
        .lines()
        .filter(l -> !l.matches("@\\d+ms"))
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The response's events. */
  public List<SseEvent> events() {
    List<SseEvent> events = new ArrayList<>();
    byte[] body = body();
    try {
      SseParser parser = new SseParser();
      parser.feed(body, 0, body.length, events::add);
      parser.end().ifPresent(events::add);
    } catch (MalformedReply e) {
      throw new AssertionError(e);
    }
    return events;
  }
}
