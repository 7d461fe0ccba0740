package dev.hearth.traffic.replay;

import dev.hearth.traffic.Header;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.redact.SecretMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Sends recorded requests again; each becomes an exchange of its own that names its source. */
public final class Replayer {
  /** More at once is no comparison but a load test. */
  public static final int MOST_TIMES = 100;

  /** The sender sets these to what is true now. */
  private static final Set<String> NOT_REPEATED =
      Set.of(
          "host",
          "content-length",
          "connection",
          "keep-alive",
          "transfer-encoding",
          "accept-encoding",
          "expect",
          Exchange.REPLAY_HEADER);

  private final ReplaySender sender;

  public Replayer(ReplaySender sender) {
    this.sender = sender;
  }

  /**
   * What came of a replay.
   *
   * @param source the exchange that was sent again
   * @param exchanges the ids of the new ones, in order
   * @param failures why some could not be sent
   */
  public record Replayed(String source, List<String> exchanges, List<String> failures) {
    public Replayed {
      exchanges = List.copyOf(exchanges);
      failures = List.copyOf(failures);
    }
  }

  /**
   * Sends a request one or more times, one after the other, so that the runs do not slow each other
   * down. Ends early when the thread is interrupted.
   *
   * @param sent hears of each new exchange as it is there
   * @throws IllegalArgumentException when the edits do not fit the body
   */
  public Replayed replay(Exchange source, Edits edits, int times, Consumer<String> sent) {
    if (times < 1 || times > MOST_TIMES) {
      throw new IllegalArgumentException("Replay between 1 and " + MOST_TIMES + " times");
    }
    ReplayRequest request = request(source, edits);
    List<String> exchanges = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      try {
        String id = sender.send(request);
        exchanges.add(id);
        sent.accept(id);
      } catch (IOException e) {
        failures.add(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return new Replayed(source.id(), exchanges, failures);
  }

  /** The request as it would be sent. */
  public static ReplayRequest request(Exchange source, Edits edits) {
    List<Header> headers = new ArrayList<>();
    for (Header header : source.headers()) {
      boolean masked = header.value().contains(SecretMask.MARK);
      if (!masked && !NOT_REPEATED.contains(header.name().toLowerCase(Locale.ROOT))) {
        headers.add(header);
      }
    }
    headers.add(new Header(Exchange.REPLAY_HEADER, source.id()));
    return new ReplayRequest(
        source.summary().method(),
        localPath(source.summary().path()),
        headers,
        edits.applyTo(source.request()));
  }

  /** Imported exchanges have whole addresses; a replay never goes to a stranger's. */
  private static String localPath(String path) {
    String local = path.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/?]*", "");
    return "/" + local.replaceFirst("^/+", "");
  }
}
