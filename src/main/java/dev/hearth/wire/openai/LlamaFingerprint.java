package dev.hearth.wire.openai;

import java.util.regex.Pattern;

/**
 * Recognises llama-server by how it signs its replies. It writes an empty text beside calls where
 * OpenAI writes null, and the stream does not tell which.
 */
final class LlamaFingerprint {
  private static final Pattern SIGNED = Pattern.compile("b\\d{1,9}-\\S{1,64}");

  private LlamaFingerprint() {}

  static boolean matches(String fingerprint) {
    return SIGNED.matcher(fingerprint).matches();
  }
}
