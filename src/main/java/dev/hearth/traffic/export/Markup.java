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
