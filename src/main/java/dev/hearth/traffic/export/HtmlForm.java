package dev.hearth.traffic.export;

import dev.hearth.traffic.exchange.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A page that stands alone: one file, no scripts, nothing loaded from anywhere. */
final class HtmlForm implements Form {
  @Override
  public String head() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
        + " 'unsafe-inline'\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<title>Hearth report</title>\n<style>\n"
        + style()
        + "</style>\n</head>\n<body>\n<main>\n";
  }

  private static String style() {
    try (InputStream in = HtmlForm.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String tail() {
    return "<footer>Made by Hearth. Secrets are masked unless the person who made this report said"
        + " otherwise.</footer>\n</main>\n</body>\n</html>\n";
  }

  @Override
  public Optional<String> one(Exchange exchange) {
    return Optional.of(new HtmlExchange(exchange).write());
  }
}
