package dev.hearth.traffic.filter;

import java.util.List;

/** A comparison sign and what follows it; the sign may stand instead of or after the colon. */
record Operand(String operator, String text) {
  static Operand of(String pieceOperator, Piece.Part part) {
    if (!part.quoted() && pieceOperator.equals(":")) {
      for (String operator : List.of(">=", "<=", ">", "<", "=")) {
        if (part.text().startsWith(operator)) {
          return new Operand(operator, part.text().substring(operator.length()));
        }
      }
    }
    return new Operand(pieceOperator, part.text());
  }

  /** Whether it asks for more or less. */
  boolean ordered() {
    return operator.startsWith("<") || operator.startsWith(">");
  }
}
