package dev.hearth.backend;

import java.util.Locale;
import java.util.Map;

/**
 * One secret a caller presented or Hearth was given. It never appears in logs.
 *
 * @param scheme the authorization scheme as sent, "Bearer" for a bare key, empty for no credential
 * @param token the secret itself
 */
public record Credential(String scheme, String token) {
  /** No credential at all. */
  public static final Credential NONE = new Credential("", "");

  private static final String BEARER = "Bearer";

  // Anthropic's login tokens are only accepted as a bearer token, its keys only as x-api-key.
  private static final String ANTHROPIC_LOGIN = "sk-ant-oat";

  /** A bare key. */
  public static Credential key(String token) {
    return token.isBlank() ? NONE : new Credential(BEARER, token.strip());
  }

  /** The value of an {@code Authorization} header; a scheme without a token counts as nothing. */
  public static Credential authorization(String value) {
    String text = value.strip();
    int space = text.indexOf(' ');
    if (space < 0) {
      return text.equalsIgnoreCase(BEARER) ? NONE : key(text);
    }
    String scheme = text.substring(0, space);
    return scheme.equalsIgnoreCase(BEARER)
        ? key(text.substring(space + 1))
        : new Credential(scheme, text.substring(space + 1).strip());
  }

  /** Whether there is one. */
  public boolean present() {
    return !token.isEmpty();
  }

  /** Whether a header can carry it. */
  public boolean sendable() {
    return (scheme + token).chars().allMatch(c -> c > ' ' - 1 && c < 0x7f);
  }

  /** The one header that carries it to a server of this kind; empty for no credential. */
  Map<String, String> headers(BackendKind kind) {
    if (!present()) {
      return Map.of();
    }
    boolean bearer = scheme.equals(BEARER);
    return kind.speaksMessages()
            && bearer
            && !token.toLowerCase(Locale.ROOT).startsWith(ANTHROPIC_LOGIN)
        ? Map.of("x-api-key", token)
        : Map.of("Authorization", scheme + " " + token);
  }

  @Override
  public String toString() {
    return present() ? "Credential[***]" : "Credential[none]";
  }
}
