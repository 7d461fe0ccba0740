package dev.hearth.guard.schema;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A client's pattern, tried with a limit on steps: a careless one can take longer than the universe
 * on an unlucky value. Beyond the limit the value counts as matching, since nobody can tell.
 */
final class BoundedExpression implements RegularExpression {
  /** Tens of milliseconds; ordinary patterns need a few steps a character. */
  private static final int MOST_STEPS = 2_000_000;

  private final Pattern pattern;

  BoundedExpression(String expression) {
    pattern = Pattern.compile(javaForm(expression));
  }

  /** ECMAScript's way of writing a dollar end and named slashes differs little from Java's. */
  private static String javaForm(String expression) {
    return expression.endsWith("$") && !expression.endsWith("\\$")
        ? expression.substring(0, expression.length() - 1) + "\\z"
        : expression;
  }

  @Override
  public boolean matches(String value) {
    try {
      return pattern.matcher(new Counted(value, new int[1])).find();
    } catch (TooManySteps | StackOverflowError e) {
      return true;
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  private record Counted(CharSequence text, int[] steps) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps[0] > MOST_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
