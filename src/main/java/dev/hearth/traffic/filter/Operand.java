package dev.hearth.traffic.filter;

/** A comparison sign and what follows it; the sign may stand instead of or after the colon. */
record Operand(String operator, String text) {
  static Operand of(String pieceOperator, Piece.Part part) {
    return new Operand(part.operator().isEmpty() ? pieceOperator : part.operator(), part.text());
  }

  /** Whether it asks for more or less. */
  boolean ordered() {
    return operator.startsWith("<") || operator.startsWith(">");
  }
}
