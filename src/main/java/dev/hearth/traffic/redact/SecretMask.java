package dev.hearth.traffic.redact;

import dev.hearth.traffic.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Recognises secrets and puts a mark in their place. Immutable and thread-safe. */
public final class SecretMask {
  /** What stands where a secret stood. */
  public static final String MARK = "[masked]";

  /** What stands where a text was that a pattern could not be held against in time. */
  static final String TOO_SLOW = "[masked whole: a pattern took too long]";

  /** Looks a character; linear patterns need a handful, runaway ones need millions. */
  private static final long LOOKS_PER_CHAR = 200;

  /** Every text may be looked at this often, however short. */
  private static final long LEAST_LOOKS = 100_000;

  private final List<SecretPatterns.Shape> known;
  private final List<Pattern> own;

  private SecretMask(List<SecretPatterns.Shape> known, List<Pattern> own) {
    this.known = List.copyOf(known);
    this.own = List.copyOf(own);
  }

  /** The known shapes of keys and tokens. */
  public static SecretMask standard() {
    return new SecretMask(SecretPatterns.KEYS, List.of());
  }

  /** Masks nothing at all; for exports the user asked to have unmasked. */
  public static SecretMask none() {
    return new SecretMask(List.of(), List.of());
  }

  /**
   * The known shapes and the user's own.
   *
   * @throws IllegalArgumentException naming the pattern that is none
   */
  public static SecretMask with(List<String> own) {
    List<Pattern> all = new ArrayList<>();
    for (String pattern : own) {
      try {
        all.add(Pattern.compile(pattern));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'" + pattern + "' is no pattern: " + e.getDescription(), e);
      }
    }
    return new SecretMask(SecretPatterns.KEYS, all);
  }

  /** The text with a mark in place of each secret. */
  public String apply(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String masked = text;
    for (SecretPatterns.Shape shape : known) {
      if (shape.mayBeIn(masked)) {
        masked = masked(shape.pattern().matcher(masked), masked);
      }
    }
    for (Pattern pattern : own) {
      try {
        masked = masked(pattern.matcher(bounded(masked)), masked);
      } catch (BoundedText.TooSlow | StackOverflowError e) {
        return TOO_SLOW;
      }
    }
    return masked;
  }

  private static String masked(Matcher matcher, String text) {
    return matcher.find() ? replaceAll(matcher, text) : text;
  }

  private static BoundedText bounded(String text) {
    return new BoundedText(text, LEAST_LOOKS + LOOKS_PER_CHAR * text.length());
  }

  private static String replaceAll(Matcher matcher, String text) {
    StringBuilder result = new StringBuilder(text.length());
    int end = 0;
    do {
      if (matcher.end() > matcher.start()) {
        result.append(text, end, matcher.start()).append(MARK);
        end = matcher.end();
      }
    } while (matcher.find());
    return result.append(text, end, text.length()).toString();
  }

  /** Whether a text holds a secret. */
  public boolean finds(String text) {
    return !apply(text).equals(text);
  }

  /** The header with its value masked where the name or the value says so. */
  public Header apply(Header header) {
    if (known.isEmpty() && own.isEmpty()) {
      return header;
    }
    return SecretPatterns.isSecretHeader(header.name())
        ? new Header(header.name(), header.value().isEmpty() ? "" : MARK)
        : new Header(header.name(), apply(header.value()));
  }
}
