package dev.hearth.traffic.export;

import dev.hearth.traffic.exchange.Exchange;
import dev.hearth.traffic.redact.Redactor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;

/** Writes exchanges in a form, without their secrets unless its redactor masks nothing. */
public final class Exporter {
  private final Redactor redactor;

  /**
   * @param redactor masks what must not be handed out
   */
  public Exporter(Redactor redactor) {
    this.redactor = redactor;
  }

  /**
   * Writes exchanges one after the other; the stream is flushed and left open.
   *
   * @return how many were written and how many the form has no place for
   */
  public Exported write(ExportFormat format, Iterator<Exchange> exchanges, OutputStream out)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Form form = form(format);
    int written = 0;
    int skipped = 0;
    text.write(form.head());
    while (exchanges.hasNext()) {
      Optional<String> one = form.one(redactor.redact(exchanges.next()));
      if (one.isPresent()) {
        text.write(written == 0 ? "" : form.between());
        text.write(one.get());
        written++;
      } else {
        skipped++;
      }
    }
    text.write(form.tail());
    text.flush();
    return new Exported(written, skipped);
  }

  /** One exchange as text, for the clipboard; nothing when the form has no place for it. */
  public Optional<String> one(ExportFormat format, Exchange exchange) {
    Form form = form(format);
    return form.one(redactor.redact(exchange)).map(text -> form.head() + text + form.tail());
  }

  private static Form form(ExportFormat format) {
    return switch (format) {
      case HAR -> new HarForm();
      case JSONL -> new JsonlForm();
      case FINE_TUNING -> new FineTuningForm();
      case CURL -> new CurlForm();
      case HTML -> new HtmlForm();
    };
  }

  /** How much of what was asked for could be written. */
  public record Exported(int written, int skipped) {}
}
