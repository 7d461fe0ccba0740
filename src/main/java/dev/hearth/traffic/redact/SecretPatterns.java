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

  /** Each matches the whole secret; the shapes are those the issuers document. */
  static final List<Pattern> KEYS =
      List.of(
          Pattern.compile("\\bsk-[A-Za-z0-9_-]{16,}"),
          Pattern.compile("\\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,}"),
          Pattern.compile("\\bgithub_pat_[A-Za-z0-9_]{20,}"),
          Pattern.compile("\\bglpat-[A-Za-z0-9_-]{16,}"),
          Pattern.compile("\\bhf_[A-Za-z0-9]{20,}"),
          Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          Pattern.compile("\\bAIza[A-Za-z0-9_-]{30,}"),
          Pattern.compile("\\bxox[abposr]-[A-Za-z0-9-]{10,}"),
          Pattern.compile("\\bnpm_[A-Za-z0-9]{30,}"),
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{5,}"),
          Pattern.compile("(?<=\\b[Bb]earer )[A-Za-z0-9._~+/=-]{12,}"),
          Pattern.compile(
              "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^-]{16,}-----END [A-Z ]{0,20}PRIVATE"
                  + " KEY-----"));

  private SecretPatterns() {}

  static boolean isSecretHeader(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_HEADERS.contains(lower) || SECRET_NAME.matcher(lower).find();
  }
}
