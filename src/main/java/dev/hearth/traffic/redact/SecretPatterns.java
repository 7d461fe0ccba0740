package dev.hearth.traffic.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What secrets look like. */
final class SecretPatterns {
  /** Headers whose values are secret whatever they hold. */
  private static final Set<String> SECRET_HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "x-amz-security-token",
          "cf-access-client-secret");

  /** Headers nobody listed but whose names say it. */
  private static final Pattern SECRET_NAME =
      Pattern.compile("(^|[-_])(api[-_]?key|secret|token|password|passwd|credential)s?($|[-_])");

  /**
   * One shape of secret.
   *
   * @param hints one of these is in any text that holds such a secret; looking for them first is
   *     many times quicker than the pattern
   * @param pattern matches the whole secret
   */
  record Shape(List<String> hints, Pattern pattern) {
    boolean mayBeIn(String text) {
      for (String hint : hints) {
        if (text.contains(hint)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The shapes that the issuers document; none of them can take long on any text. */
  static final List<Shape> KEYS =
      List.of(
          shape("\\bsk-[A-Za-z0-9_-]{16,}", "sk-"),
          shape(
              "\\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,}",
              "ghp_",
              "gho_",
              "ghu_",
              "ghs_",
              "ghr_"),
          shape("\\bgithub_pat_[A-Za-z0-9_]{20,}", "github_pat_"),
          shape("\\bglpat-[A-Za-z0-9_-]{16,}", "glpat-"),
          shape("\\bhf_[A-Za-z0-9]{20,}", "hf_"),
          shape("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", "AKIA", "ASIA"),
          shape("\\bAIza[A-Za-z0-9_-]{30,}", "AIza"),
          shape("\\bxox[abposr]-[A-Za-z0-9-]{10,}", "xox"),
          shape("\\bnpm_[A-Za-z0-9]{30,}", "npm_"),
          shape("\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{5,}", "eyJ"),
          shape("(?<=\\b[Bb]earer )[A-Za-z0-9._~+/=-]{12,}", "earer "),
          shape(
              "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^-]{16,}-----END [A-Z ]{0,20}PRIVATE"
                  + " KEY-----",
              "PRIVATE KEY-----"));

  private static Shape shape(String pattern, String... hints) {
    return new Shape(List.of(hints), Pattern.compile(pattern));
  }

  private SecretPatterns() {}

  static boolean isSecretHeader(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_HEADERS.contains(lower) || SECRET_NAME.matcher(lower).find();
  }
}
