package dev.hearth.traffic.export;

/** Builds HTML in which every text is escaped. */
final class Markup {
  private final StringBuilder html = new StringBuilder();

  /** A start tag as given; attributes must be the program's own. */
  Markup open(String tag) {
    html.append('<').append(tag).append('>');
    return this;
  }

  /** The end tag of one opened before. */
  Markup close(String tag) {
    html.append("</").append(tag).append(">\n");
    return this;
  }

  /** Text from anywhere. */
  Markup text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '&' -> html.append("&amp;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        case '\u0000' -> html.append('\ufffd');
        default -> html.append(c);
      }
    }
    return this;
  }

  /** A sentence in which backticks stand around names. */
  Markup sentence(String text) {
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean name = i % 2 == 1 && i + 1 < parts.length;
      if (name) {
        open("code").text(parts[i]);
        // No line break, which would stand as a blank before a full stop.
        html.append("</code>");
      } else {
        text(i % 2 == 1 ? "`" + parts[i] : parts[i]);
      }
    }
    return this;
  }

  /** An element that holds only text. */
  Markup element(String tag, String text) {
    int name = tag.indexOf(' ');
    return open(tag).text(text).close(name < 0 ? tag : tag.substring(0, name));
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
