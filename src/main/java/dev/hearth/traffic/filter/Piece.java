package dev.hearth.traffic.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * One blank-separated piece of a filter as typed.
 *
 * @param from where it begins
 * @param to after its end
 * @param negated whether a minus stands before it
 * @param key what stands before the operator, empty when there is none
 * @param keyFrom where the key begins
 * @param operator ":", "=", "&gt;", "&gt;=", "&lt;", "&lt;=", or empty
 * @param values the alternatives after it, with their positions
 */
record Piece(
    int from,
    int to,
    boolean negated,
    String key,
    int keyFrom,
    String operator,
    List<Part> values) {

  /**
   * One alternative.
   *
   * @param from where it begins
   * @param operator a comparison sign before the value, as in {@code model:=name}, or empty
   * @param text the value without its quotes
   */
  record Part(int from, int to, String operator, String text, boolean quoted) {
    /** Where the value begins. */
    int valueFrom() {
      return from + operator.length();
    }
  }

  /** Cuts a filter into pieces. */
  static List<Piece> of(String text) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      Piece piece = new Reader(text, at).read();
      pieces.add(piece);
      at = piece.to();
    }
    return pieces;
  }

  private static final class Reader {
    private static final List<String> SIGNS = List.of(">=", "<=", ">", "<", "=");
    private static final List<String> OPERATORS = List.of(":", ">=", "<=", ">", "<", "=");

    private final String text;
    private final int from;
    private int at;

    Reader(String text, int from) {
      this.text = text;
      this.from = from;
      this.at = from;
    }

    Piece read() {
      boolean negated =
          text.charAt(at) == '-'
              && at + 1 < text.length()
              && !Character.isWhitespace(text.charAt(at + 1));
      at += negated ? 1 : 0;
      int keyFrom = at;
      while (at < text.length() && isKeyPart(text.charAt(at))) {
        at++;
      }
      String key = text.substring(keyFrom, at);
      String operator = key.isEmpty() ? "" : operator();
      if (operator.isEmpty()) {
        key = "";
        at = keyFrom;
      }
      List<Part> values = values(!operator.isEmpty());
      return new Piece(from, at, negated, key, keyFrom, operator, values);
    }

    private static boolean isKeyPart(char c) {
      return Character.isLetter(c) || c == '_';
    }

    private String operator() {
      return oneOf(OPERATORS);
    }

    private String oneOf(List<String> operators) {
      for (String operator : operators) {
        if (text.startsWith(operator, at)) {
          at += operator.length();
          return operator;
        }
      }
      return "";
    }

    private List<Part> values(boolean alternatives) {
      List<Part> parts = new ArrayList<>();
      while (true) {
        parts.add(part(alternatives));
        if (at >= text.length() || !alternatives || text.charAt(at) != ',') {
          return parts;
        }
        at++;
      }
    }

    private Part part(boolean alternatives) {
      int start = at;
      String sign = alternatives ? oneOf(SIGNS) : "";
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted(start, sign);
      }
      while (at < text.length()
          && !Character.isWhitespace(text.charAt(at))
          && !(alternatives && text.charAt(at) == ',')) {
        at++;
      }
      return new Part(start, at, sign, text.substring(start + sign.length(), at), false);
    }

    /** A quote that is still being typed reaches to the end. */
    private Part quoted(int start, String sign) {
      StringBuilder inner = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        inner.append(text.charAt(at++));
      }
      at = Math.min(text.length(), at + 1);
      return new Part(start, at, sign, inner.toString(), true);
    }
  }
}
