package dev.hearth.traffic.export;

import dev.hearth.traffic.Header;
import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.redact.SecretMask;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A command for a POSIX shell that sends the request again. */
final class CurlForm implements Form {
  /** curl works these out itself. */
  private static final Set<String> OWN =
      Set.of(
          "host",
          "content-length",
          "connection",
          "accept-encoding",
          "transfer-encoding",
          Exchange.REPLAY_HEADER);

  @Override
  public String between() {
    return "\n";
  }

  @Override
  public Optional<String> one(Exchange exchange) {
    StringBuilder command = new StringBuilder("curl -N ");
    if (!exchange.summary().method().equals("POST") || exchange.request().none()) {
      command.append("-X ").append(exchange.summary().method()).append(' ');
    }
    command.append(quoted(Addresses.url(exchange)));
    for (Header header : exchange.headers()) {
      if (!OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
        command.append(" \\\n  -H ").append(header(header));
      }
    }
    if (!exchange.request().none()) {
      command.append(" \\\n  --data-raw ").append(quoted(exchange.request().text()));
    }
    return Optional.of(command.append('\n').toString());
  }

  /** A masked key is left for the shell to fill in. */
  private static String header(Header header) {
    if (!header.value().equals(SecretMask.MARK)) {
      return quoted(header.name() + ": " + header.value());
    }
    boolean bearer = header.name().equalsIgnoreCase("authorization");
    return "\"" + header.name() + ": " + (bearer ? "Bearer " : "") + "$API_KEY\"";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
