package dev.hearth.models.ability;

/**
 * A Jinja template in the two ways it can be read, made in one pass so that a hostile template
 * costs no more than its length.
 *
 * @param text the template without its comments
 * @param code what stands in its blocks, without texts in quotes
 */
record TemplateSource(String text, String code) {
  static TemplateSource of(String template) {
    return new Splitter(template).split();
  }

  private static final class Splitter {
    private final String from;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder code = new StringBuilder();
    private int at;

    Splitter(String from) {
      this.from = from;
    }

    TemplateSource split() {
      while (at < from.length()) {
        if (from.startsWith("{#", at)) {
          int end = from.indexOf("#}", at + 2);
          at = end < 0 ? from.length() : end + 2;
        } else if (from.startsWith("{%", at) || from.startsWith("{{", at)) {
          block(from.charAt(at + 1) == '%' ? "%}" : "}}");
        } else {
          text.append(from.charAt(at++));
        }
      }
      return new TemplateSource(text.toString(), code.toString());
    }

    private void block(String end) {
      int start = at;
      at += 2;
      while (at < from.length() && !from.startsWith(end, at)) {
        char c = from.charAt(at);
        if (c == '\'' || c == '"') {
          quoted(c);
        } else {
          code.append(c);
          at++;
        }
      }
      at = Math.min(at + 2, from.length());
      code.append('\n');
      text.append(from, start, at);
    }

    private void quoted(char quote) {
      at++;
      while (at < from.length() && from.charAt(at) != quote) {
        at += from.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
      code.append("''");
    }
  }
}
