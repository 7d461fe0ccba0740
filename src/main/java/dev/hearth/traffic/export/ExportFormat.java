package dev.hearth.traffic.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms exchanges can be handed out in. */
public enum ExportFormat {
  /** HTTP archive 1.2, for browsers and proxies. */
  HAR("har", "HTTP archive"),
  /** One exchange a line, without loss. */
  JSONL("jsonl", "JSON lines"),
  /** Chat examples for fine-tuning, with only what passed the guard. */
  FINE_TUNING("finetune.jsonl", "Fine-tuning examples"),
  /** Shell commands that send the requests again. */
  CURL("sh", "cURL commands"),
  /** A page to read in any browser. */
  HTML("html", "HTML report");

  private final String extension;
  private final String title;

  ExportFormat(String extension, String title) {
    this.extension = extension;
    this.title = title;
  }

  /** How a file of this form usually ends, without the dot. */
  public String extension() {
    return extension;
  }

  /** The name people know it by. */
  public String title() {
    return title;
  }

  /** The form of this name or extension. */
  public static Optional<ExportFormat> named(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values())
        .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(plain) || f.extension.equals(name))
        .findFirst();
  }
}
