package dev.hearth.desk.traffic;

import dev.hearth.traffic.Header;
import dev.hearth.traffic.exchange.Exchange;
import java.util.Locale;
import java.util.Set;

/** A request as a command for a POSIX shell. */
final class CurlCommand {
  /** Headers that belong to one connection, or that curl sets itself. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "host",
          "connection",
          "content-length",
          "accept-encoding",
          "transfer-encoding",
          "user-agent");

  private CurlCommand() {}

  /** The command; masked headers are named in a comment instead of sent masked. */
  static String of(Exchange exchange, String proxyUrl) {
    StringBuilder command = new StringBuilder();
    StringBuilder masked = new StringBuilder();
    String base = proxyUrl.replaceFirst("/v1/?$", "");
    command.append("curl -N ").append(quoted(base + exchange.summary().path()));
    if (!exchange.summary().method().equals("POST")) {
      command.append(" -X ").append(exchange.summary().method());
    }
    for (Header header : exchange.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (header.value().contains("•") || header.value().contains("***")) {
        masked.append("# Add your own ").append(header.name()).append(" header.\n");
      } else if (!LEFT_OUT.contains(name)) {
        command.append(" \\\n  -H ").append(quoted(header.name() + ": " + header.value()));
      }
    }
    if (exchange.request().bytes().length > 0) {
      command.append(" \\\n  --data-binary ").append(quoted(exchange.request().text()));
    }
    return masked.append(command).append('\n').toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
